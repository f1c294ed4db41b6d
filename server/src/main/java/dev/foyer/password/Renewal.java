package dev.foyer.password;

import dev.foyer.credential.Credentials;
import dev.foyer.credential.PasswordHistory;
import dev.foyer.customer.Customers;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;

/// What every new password brings about, whatever led to it: the old one goes into the history, she
/// is no guest any more, whatever is bound to the edition of her password dies, such as the links
/// that a thief of a session left behind, and she is told by mail. Safe for use by many threads.
public final class Renewal {
    private final PasswordMail mail;
    private final InstantSource clock;

    public Renewal(PasswordMail mail, InstantSource clock) {
        this.mail = mail;
        this.clock = clock;
    }

    /// Puts a password in the place of the one that stands, in a transaction that holds her row.
    /// False, with nothing done, where another one stands by now.
    boolean renew(Handle tx, Holder holder, String hash, Language language) {
        var now = clock.instant();
        long id = holder.customer().id();
        if (!Credentials.replace(tx, id, holder.password(), hash, now)) {
            return false;
        }
        holder.password().ifPresent(old -> PasswordHistory.keep(tx, id, old.hash(), now));
        Customers.register(tx, id);
        mail.tell(tx, holder, language, now);
        return true;
    }
}
