package dev.foyer.emails;

import dev.foyer.confirmation.MailBudget;
import dev.foyer.confirmation.MailedLinks.Draft;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.Hasher;
import dev.foyer.credential.Password;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.customer.Enumeration;
import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.session.Visitor;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.util.Optional;

/// Decides on another primary address (contract B.1.12, 0.2.8): who knows the password is mailed a
/// link at the new address, and only that link takes it over. Safe for use by many threads.
public final class EmailChange {
    private final Database database;
    private final Hasher hasher;
    private final MailBudget budget;
    private final AddressMail mail;
    private final DynamicSettings settings;

    public EmailChange(
            Database database,
            Hasher hasher,
            MailBudget budget,
            AddressMail mail,
            DynamicSettings settings) {
        this.database = database;
        this.hasher = hasher;
        this.budget = budget;
        this.mail = mail;
        this.settings = settings;
    }

    /// What came of asking for a change.
    sealed interface Outcome {
        /// A mail is on its way to the new address.
        record Asked() implements Outcome {}

        /// It is not her password, or her account has been closed meanwhile.
        record WrongPassword() implements Outcome {}

        /// The address is the present one, or counts as taken (contract 0.2.8); the latter is told
        /// only where strangers may learn who has an account.
        record Taken() implements Outcome {}

        /// Too many mails were asked for.
        record TooOften(Duration pause) implements Outcome, Undone {}

        /// Too many passwords are checked at this moment; nothing was looked at.
        record Busy() implements Outcome {}
    }

    /// One read, one hash outside of any transaction, one write. The state that the link is bound
    /// to is that of the first read: with a password changed meanwhile it is born dead.
    Outcome decide(Visitor.SignedIn visitor, Email email, Password password, Language language) {
        var standing = database.read(handle -> Standing.find(handle, visitor.customerId()));
        var stored = standing.flatMap(Standing::password).map(Credentials.Stored::hash);
        return switch (hasher.check(password, stored)) {
            case Hasher.Check.Busy() -> new Outcome.Busy();
            case Hasher.Check.Wrong() -> new Outcome.WrongPassword();
            case Hasher.Check.Right(var upgraded) -> {
                var link = draft(visitor, standing.orElseThrow(), email);
                yield database.write(
                        tx -> {
                            upgrade(tx, link.customerId(), stored.orElseThrow(), upgraded);
                            return ask(tx, standing.orElseThrow(), link, language);
                        });
            }
        };
    }

    private static Draft draft(Visitor.SignedIn visitor, Standing standing, Email email) {
        return new Draft(
                Purpose.SET_PRIMARY,
                visitor.customerId(),
                email,
                standing.state(),
                Optional.of(visitor.session()));
    }

    private static void upgrade(
            Handle tx, long customerId, String stored, Optional<String> upgraded) {
        upgraded.ifPresent(hash -> Credentials.upgrade(tx, customerId, stored, hash));
    }

    /// A further address of her own is free to become the primary one.
    private Outcome ask(Handle tx, Standing standing, Draft link, Language language) {
        var owner = EmailAddresses.owning(tx, link.email().identity());
        if (owner.filter(entry -> isTold(entry, link)).isPresent()) {
            return new Outcome.Taken();
        }
        var wait = budget.spend(tx, link.customerId(), link.email());
        if (wait.isPresent()) {
            return new Outcome.TooOften(wait.get());
        }
        if (settings.get(Enumeration.ENUMERATION_PROTECTION)) {
            var other = owner.filter(entry -> entry.customerId() != link.customerId());
            mail.askUnseen(tx, standing.customer(), link, other, language);
        } else {
            mail.ask(tx, standing.customer(), link, language);
        }
        return new Outcome.Asked();
    }

    private boolean isTold(Entry owner, Draft link) {
        return owner.customerId() == link.customerId()
                ? owner.primary()
                : !settings.get(Enumeration.ENUMERATION_PROTECTION);
    }
}
