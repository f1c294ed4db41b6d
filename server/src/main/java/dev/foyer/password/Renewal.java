package dev.foyer.password;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.PasswordHistory;
import dev.foyer.customer.Customers;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;

/// What every new password brings about, whatever led to it: the old one goes into the history, she
/// is no guest any more, whatever is bound to the edition of her password dies, such as the links
/// that a thief of a session left behind, and she is told by mail. Safe for use by many threads.
public final class Renewal {
    private final PasswordMail mail;
    private final Audit audit;
    private final InstantSource clock;

    public Renewal(PasswordMail mail, Audit audit, InstantSource clock) {
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /// Puts a password in the place of the one that stands, in a transaction that holds her row.
    /// False, with nothing done, where another one stands by now.
    ///
    /// @param how it came about
    boolean renew(Handle tx, Holder holder, String hash, Kind how, Request request) {
        var now = clock.instant();
        long id = holder.customer().id();
        if (!Credentials.replace(tx, id, holder.password(), hash, now)) {
            return false;
        }
        holder.password().ifPresent(old -> PasswordHistory.keep(tx, id, old.hash(), now));
        Customers.register(tx, id);
        mail.tell(tx, holder, request.language(), now);
        audit.note(tx, Event.byCustomer(how, id, request));
        return true;
    }
}
