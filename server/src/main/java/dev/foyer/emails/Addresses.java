package dev.foyer.emails;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.confirmation.MailBudget;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.confirmation.MailedLinks.Draft;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.customer.Enumeration;
import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.web.Request;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a customer does with her addresses while she is signed in. Safe for use by many threads.
public final class Addresses {
    /// More than anybody has, and few enough to be told in one answer.
    static final int MOST = 20;

    private final Database database;
    private final MailedLinks links;
    private final MailBudget budget;
    private final AddressMail mail;
    private final Audit audit;
    private final DynamicSettings settings;

    public Addresses(
            Database database,
            MailedLinks links,
            MailBudget budget,
            AddressMail mail,
            Audit audit,
            DynamicSettings settings) {
        this.database = database;
        this.links = links;
        this.budget = budget;
        this.mail = mail;
        this.audit = audit;
        this.settings = settings;
    }

    /// What came of asking for a further address.
    sealed interface Added {
        /// A mail is on its way to it; until its link is used nothing else is noted or reserved.
        record Asked() implements Added {}

        /// It counts as taken (contract 0.2.8), by her or by somebody else; the latter is told only
        /// where strangers may learn who has an account.
        record Taken() implements Added {}

        /// She has as many as she may have.
        record TooMany() implements Added {}

        /// Too many mails were asked for.
        record TooOften(Duration pause) implements Added, Undone {}

        /// Her account has been closed meanwhile.
        record Gone() implements Added {}
    }

    /// What came of removing an address.
    enum Removed {
        /// It is hers no more.
        DONE,
        /// She signs in with it.
        PRIMARY,
        /// It was her primary one not long ago, and may still object to having been replaced.
        HELD,
        /// She has none of this number.
        UNKNOWN
    }

    /// Every address, the primary one first; none where the account has been closed meanwhile.
    List<Entry> list(long customerId) {
        return database.read(handle -> EmailAddresses.of(handle, customerId));
    }

    Added add(long customerId, Email email, Language language) {
        return database.write(
                tx ->
                        Standing.find(tx, customerId)
                                .map(standing -> add(tx, standing, email, language))
                                .orElseGet(Added.Gone::new));
    }

    private Added add(Handle tx, Standing standing, Email email, Language language) {
        var customer = standing.customer();
        var owner = EmailAddresses.owning(tx, email.identity());
        if (owner.filter(entry -> isTold(entry, customer)).isPresent()) {
            return new Added.Taken();
        }
        if (EmailAddresses.of(tx, customer.id()).size() >= MOST) {
            return new Added.TooMany();
        }
        var wait = budget.spend(tx, customer.id(), email);
        if (wait.isPresent()) {
            return new Added.TooOften(wait.get());
        }
        var link =
                new Draft(Purpose.VERIFY, customer.id(), email, standing.state(), Optional.empty());
        if (settings.get(Enumeration.ENUMERATION_PROTECTION)) {
            mail.askUnseen(tx, customer, link, owner, language);
        } else {
            mail.ask(tx, customer, link, language);
        }
        return new Added.Asked();
    }

    private boolean isTold(Entry owner, Customer customer) {
        return owner.customerId() == customer.id()
                || !settings.get(Enumeration.ENUMERATION_PROTECTION);
    }

    /// Removes a further address, with every link to it. One that may still object stays: a thief
    /// who made another one primary could else give it away.
    Removed remove(long customerId, long id, Request request) {
        return database.write(
                tx -> {
                    var _ = Customers.lock(tx, customerId);
                    return EmailAddresses.find(tx, id)
                            .filter(entry -> entry.customerId() == customerId)
                            .map(entry -> remove(tx, entry, request))
                            .orElse(Removed.UNKNOWN);
                });
    }

    private Removed remove(Handle tx, Entry entry, Request request) {
        if (entry.primary()) {
            return Removed.PRIMARY;
        }
        if (links.isOpen(tx, Purpose.OBJECTION, entry.customerId(), entry.email())) {
            return Removed.HELD;
        }
        links.end(tx, entry.customerId(), entry.email());
        if (!EmailAddresses.removeFurther(tx, entry.customerId(), entry.id())) {
            return Removed.UNKNOWN;
        }
        audit.note(tx, Event.byCustomer(Kind.EMAIL_REMOVED, entry.customerId(), request));
        return Removed.DONE;
    }
}
