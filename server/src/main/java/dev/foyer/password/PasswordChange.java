package dev.foyer.password;

import dev.foyer.audit.Kind;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.Hasher;
import dev.foyer.credential.Password;
import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.password.NewPasswords.Choice;
import dev.foyer.session.Sessions;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Optional;

/// Decides on a new password for a customer who is signed in (contract B.5.1, B.5.3). Her present
/// session stays with its key, the others end. Safe for use by many threads.
public final class PasswordChange {
    private final Database database;
    private final Hasher hasher;
    private final NewPasswords passwords;
    private final Renewal renewal;
    private final Sessions sessions;

    public PasswordChange(
            Database database,
            Hasher hasher,
            NewPasswords passwords,
            Renewal renewal,
            Sessions sessions) {
        this.database = database;
        this.hasher = hasher;
        this.passwords = passwords;
        this.renewal = renewal;
        this.sessions = sessions;
    }

    /// What came of it.
    sealed interface Outcome {
        /// It is her password from now on.
        record Saved() implements Outcome {}

        /// What stands is not what she thought: she typed another password than hers, or has one
        /// where she was about to set the first.
        record Otherwise() implements Outcome, Undone {}

        /// The new password will not do.
        record Unfit(List<Phrase> complaints) implements Outcome {}

        /// Too many passwords are hashed at this moment; nothing was done.
        record Busy() implements Outcome {}
    }

    /// Whether she has no password that she could sign in with.
    boolean lacksPassword(Visitor.SignedIn visitor) {
        return find(visitor).filter(holder -> holder.password().isEmpty()).isPresent();
    }

    /// A new password in the place of the one that she knows.
    Outcome change(Visitor.SignedIn visitor, Password old, NewPassword password, Request request) {
        var holder = find(visitor);
        var stored = holder.flatMap(Holder::password).map(Credentials.Stored::hash);
        return switch (hasher.check(old, stored)) {
            case Hasher.Check.Busy() -> new Outcome.Busy();
            case Hasher.Check.Wrong() -> new Outcome.Otherwise();
            case Hasher.Check.Right _ -> save(visitor, holder.orElseThrow(), password, request);
        };
    }

    /// A first password.
    Outcome set(Visitor.SignedIn visitor, NewPassword password, Request request) {
        var holder = find(visitor).filter(known -> known.password().isEmpty());
        return holder.isEmpty()
                ? new Outcome.Otherwise()
                : save(visitor, holder.get(), password, request);
    }

    private Optional<Holder> find(Visitor.SignedIn visitor) {
        return database.read(handle -> Holder.find(handle, visitor.customerId()));
    }

    private Outcome save(
            Visitor.SignedIn visitor, Holder holder, NewPassword password, Request request) {
        return switch (passwords.choose(password, holder)) {
            case Choice.Unfit(var complaints) -> new Outcome.Unfit(complaints);
            case Choice.Busy() -> new Outcome.Busy();
            case Choice.Fit(var hash) ->
                    database.write(tx -> finish(tx, visitor, holder, hash, request));
        };
    }

    /// Of two changes at once one saves; the other finds that her password is another one by now.
    private Outcome finish(
            Handle tx, Visitor.SignedIn visitor, Holder known, String hash, Request request) {
        var found = Holder.lock(tx, visitor.customerId()).filter(now -> isStill(known, now));
        if (found.isEmpty() || !renewal.renew(tx, found.get(), hash, how(known), request)) {
            return new Outcome.Otherwise();
        }
        var _ = sessions.endOthers(tx, visitor);
        return new Outcome.Saved();
    }

    private static Kind how(Holder known) {
        return known.password().isPresent() ? Kind.PASSWORD_CHANGED : Kind.PASSWORD_SET;
    }

    private static boolean isStill(Holder known, Holder now) {
        return now.customer().active() && now.bond().password().equals(known.bond().password());
    }
}
