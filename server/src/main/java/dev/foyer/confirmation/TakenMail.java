package dev.foyer.confirmation;

import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.util.Map;

/// The mail that tells the owner of an address that somebody has given it for an account: she may
/// have forgotten that she has one, and nobody else is told (contract 0.2.15). It holds no link
/// that does anything. Safe for use by many threads.
public final class TakenMail {
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;

    public TakenMail(Letters letters, Outbox outbox, DynamicSettings settings) {
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
    }

    /// Leaves the mail in the outbox, to be sent when the transaction is committed.
    public void leave(Handle tx, EmailAddresses.Entry owner, Language language) {
        leave(tx, owner.customerId(), owner.email(), language);
    }

    /// The same for an address that need not be anybody's: for what is taken back.
    public void leave(Handle tx, long customerId, Email email, Language language) {
        var values = Map.of("shop", settings.get(MailSettings.SHOP_NAME));
        var letter = letters.write("already-registered", language, values);
        outbox.add(tx, Message.mail(customerId, email.address(), letter));
    }
}
