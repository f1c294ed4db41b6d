package dev.foyer.password;

import dev.foyer.audit.Kind;
import dev.foyer.confirmation.ResetKeys;
import dev.foyer.customer.Customer;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.password.NewPasswords.Choice;
import dev.foyer.session.Sessions;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Decides what a mailed link that resets a password does (contract B.4.2, 0.2.8, 0.2.13). Safe for
/// use by many threads.
public final class PasswordReset {
    private final Database database;
    private final ResetKeys keys;
    private final NewPasswords passwords;
    private final Renewal renewal;
    private final Takeover takeover;
    private final Sessions sessions;
    private final InstantSource clock;

    public PasswordReset(
            Database database,
            ResetKeys keys,
            NewPasswords passwords,
            Renewal renewal,
            Takeover takeover,
            Sessions sessions,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.passwords = passwords;
        this.renewal = renewal;
        this.takeover = takeover;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// What came of using a link.
    sealed interface Outcome {
        /// She has a new password, and every session and key of hers has ended.
        record Done(long customerId) implements Outcome {}

        /// What stands in the place of her number is none.
        record BadUid() implements Outcome {}

        /// The token is forged, altered, used, too old, or for somebody who is no more.
        record BadToken() implements Outcome, Undone {}

        /// The password will not do.
        record Unfit(List<Phrase> complaints) implements Outcome {}

        /// Too many passwords are hashed at this moment; nothing was done.
        record Busy() implements Outcome {}
    }

    /// The address to which a link was mailed that would still do something; changes nothing.
    Optional<String> look(String uid, String token) {
        return holder(uid, token).map(holder -> holder.customer().email().address());
    }

    /// Whose link it is, if it would still do something; changes nothing.
    Optional<Long> owner(String uid, String token) {
        return holder(uid, token).map(holder -> holder.customer().id());
    }

    private Optional<Holder> holder(String uid, String token) {
        return ResetKeys.customerId(uid).flatMap(id -> holder(id, token));
    }

    /// Uses a link. The hashes come before the transaction, which looks at everything again: of any
    /// number of people who use one link at once, one sets her password.
    Outcome reset(String uid, String token, NewPassword password, Request request) {
        var id = ResetKeys.customerId(uid);
        if (id.isEmpty()) {
            return new Outcome.BadUid();
        }
        var holder = holder(id.get(), token);
        if (holder.isEmpty()) {
            return new Outcome.BadToken();
        }
        return switch (choose(password, holder.get())) {
            case Choice.Unfit(var complaints) -> new Outcome.Unfit(complaints);
            case Choice.Busy() -> new Outcome.Busy();
            case Choice.Fit(var hash) ->
                    database.write(tx -> finish(tx, id.get(), token, hash, request));
        };
    }

    private Choice choose(NewPassword password, Holder holder) {
        return holder.isClaimed()
                ? passwords.chooseBlindly(password, holder)
                : passwords.choose(password, holder);
    }

    private Optional<Holder> holder(long id, String token) {
        return database.read(handle -> Holder.find(handle, id))
                .filter(holder -> isSound(holder, token));
    }

    private boolean isSound(Holder holder, String token) {
        return holder.customer().active() && keys.isSound(token, holder.bond());
    }

    private Outcome finish(Handle tx, long id, String token, String hash, Request request) {
        var found = Holder.lock(tx, id).filter(holder -> isSound(holder, token));
        if (found.isEmpty()) {
            return new Outcome.BadToken();
        }
        var holder = found.get();
        if (!renewal.renew(tx, holder, hash, Kind.PASSWORD_RESET, request)) {
            return new Outcome.BadToken();
        }
        if (holder.isClaimed()) {
            takeover.cleanse(tx, id, request);
            prove(tx, holder.customer().email(), holder.email().identity());
        }
        var _ = sessions.endAll(tx, id);
        return new Outcome.Done(id);
    }

    /// Only whoever reads the mail of this address has the link.
    private void prove(Handle tx, Customer.PrimaryEmail email, String identity) {
        var _ = EmailAddresses.verify(tx, email.id(), identity, clock.instant());
    }
}
