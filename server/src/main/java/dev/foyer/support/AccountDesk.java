package dev.foyer.support;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.ConsentLedger.Opening;
import dev.foyer.consent.Origin;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.Hasher;
import dev.foyer.customer.Activity;
import dev.foyer.customer.Consents;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.NewCustomer;
import dev.foyer.db.Database;
import dev.foyer.json.Json;
import dev.foyer.session.Sessions;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Opens and closes accounts for an operator, each in one transaction that notes it too. Safe for
/// use by many threads.
public final class AccountDesk {
    private static final Consents NOTHING = new Consents(false, false, false, false);

    private final Database database;
    private final Hasher hasher;
    private final ConsentLedger ledger;
    private final Post post;
    private final Sessions sessions;
    private final Audit audit;
    private final InstantSource clock;

    public AccountDesk(
            Database database,
            Hasher hasher,
            ConsentLedger ledger,
            Post post,
            Sessions sessions,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.hasher = hasher;
        this.ledger = ledger;
        this.post = post;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /// The two letters that may follow.
    public record Post(ConfirmationMail confirmation, Invitation invitation) {
        @Override
        public String toString() {
            return "post";
        }
    }

    /// The letter that follows the opening of an account.
    enum Letter {
        /// Asks her to prove the address.
        CONFIRMATION,
        /// Lets her choose a password.
        PASSWORD,
        NONE
    }

    /// What came of opening an account.
    sealed interface Opened {
        /// It is there.
        record Done(Customer customer, Letter letter) implements Opened {}

        /// The address counts as taken (contract 0.2.8).
        record EmailTaken() implements Opened {}

        /// Somebody has the phone, and this shop gives it to one account alone.
        record PhoneTaken() implements Opened {}

        /// Too many passwords are hashed at this moment; nothing was done.
        record Busy() implements Opened {}
    }

    /// Opens an account. Nobody has allowed anything, and nobody has read the privacy text, so far.
    ///
    /// @param uniquePhone whether a phone belongs to one account alone
    Opened open(AccountForm form, boolean uniquePhone, Request request) {
        var hash = form.password().flatMap(hasher::hash);
        return form.password().isPresent() && hash.isEmpty()
                ? new Opened.Busy()
                : database.write(
                        tx -> {
                            var phone = form.person().phone();
                            boolean taken =
                                    uniquePhone
                                            && phone.filter(one -> Customers.holdsPhone(tx, one))
                                                    .isPresent();
                            return taken ? new Opened.PhoneTaken() : open(tx, form, hash, request);
                        });
    }

    /// Opens an account again, or closes it and ends its sessions.
    Activity.Change setActive(long id, boolean active, Request request) {
        return database.write(
                tx -> {
                    var change = Activity.set(tx, id, active);
                    if (change == Activity.Change.DONE) {
                        int ended = active ? 0 : sessions.endAll(tx, id);
                        var kind = active ? Kind.ACTIVATED : Kind.DEACTIVATED;
                        var event = Event.byOperator(kind, id, request);
                        audit.note(
                                tx,
                                active ? event : event.with("sessions", Integer.toString(ended)));
                    }
                    return change;
                });
    }

    /// Signs a customer out everywhere.
    ///
    /// @return from how many places; empty where there is no such customer
    Optional<Integer> endSessions(long id, Request request) {
        return database.write(
                tx -> {
                    if (!Customers.lock(tx, id)) {
                        return Optional.empty();
                    }
                    int ended = sessions.endAll(tx, id);
                    audit.note(
                            tx,
                            Event.byOperator(Kind.SESSIONS_ENDED, id, request)
                                    .with("sessions", Integer.toString(ended)));
                    return Optional.of(ended);
                });
    }

    private Opened open(Handle tx, AccountForm form, Optional<String> hash, Request request) {
        var now = clock.instant();
        return switch (Customers.add(tx, described(form, now))) {
            case Customers.Added.EmailTaken() -> new Opened.EmailTaken();
            case Customers.Added.UsernameTaken() ->
                    throw new IllegalStateException("nobody gave a user name");
            case Customers.Added.Done(var customer) -> {
                hash.ifPresent(made -> Credentials.add(tx, customer.id(), made, now));
                openLedger(tx, customer.id(), request);
                var letter = send(tx, customer, form, now);
                audit.note(tx, Event.byOperator(Kind.REGISTERED, customer.id(), request));
                yield new Opened.Done(Customers.find(tx, customer.id()).orElseThrow(), letter);
            }
        };
    }

    private void openLedger(Handle tx, long id, Request request) {
        var origin =
                new Origin(
                        Origin.Source.OPERATOR,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(request.id()),
                        Optional.empty());
        ledger.openAll(tx, List.of(new Opening(id, NOTHING, Optional.empty())), origin);
    }

    /// A link to choose a password takes an account over where nobody has proved its address, and
    /// drops what the operator typed: so the address comes first.
    private Letter send(Handle tx, Customer customer, AccountForm form, Instant now) {
        if (!form.verified()) {
            post.confirmation().leave(tx, customer, form.language());
            return Letter.CONFIRMATION;
        }
        var _ = EmailAddresses.verify(tx, customer.email().id(), form.email().identity(), now);
        if (form.password().isPresent()) {
            return Letter.NONE;
        }
        post.invitation().leave(tx, form.email(), form.language());
        return Letter.PASSWORD;
    }

    private static NewCustomer described(AccountForm form, Instant now) {
        return new NewCustomer(
                Optional.empty(),
                form.person(),
                form.email(),
                NOTHING,
                form.language().locale(),
                Json.object().put("register_client_type", "default"),
                form.password().isPresent() ? "registered" : "guest",
                "default",
                now,
                false,
                false);
    }
}
