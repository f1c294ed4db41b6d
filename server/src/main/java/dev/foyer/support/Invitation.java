package dev.foyer.support;

import dev.foyer.customer.Email;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

/// The letter by which somebody chooses her first password; another room writes it.
@FunctionalInterface
public interface Invitation {
    /// Leaves it, to be sent when the transaction is committed.
    void leave(Handle tx, Email email, Language language);
}
