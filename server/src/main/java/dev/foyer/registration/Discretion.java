package dev.foyer.registration;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.confirmation.MailBudget;
import dev.foyer.confirmation.TakenMail;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.customer.NewCustomer;
import dev.foyer.db.TakenBack;
import dev.foyer.db.Unawaited;
import dev.foyer.secret.Secrets;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/// Opens an account, or tells the owner of its address, so that only who reads mail at that address
/// learns which (contract 0.2.15). Either way the same statements run: what does not apply is
/// written like the rest and taken back. Safe for use by many threads.
public final class Discretion {
    private static final int DECOY_BYTES = 16;

    private final Accounts accounts;
    private final MailBudget budget;
    private final TakenMail mail;
    private final Audit audit;
    private final Secrets secrets;

    public Discretion(
            Accounts accounts, MailBudget budget, TakenMail mail, Audit audit, Secrets secrets) {
        this.accounts = accounts;
        this.budget = budget;
        this.mail = mail;
        this.audit = audit;
        this.secrets = secrets;
    }

    /// @param customer who proves her address before she signs in
    RegistrationResult open(Handle tx, NewCustomer customer, String passwordHash, Request request) {
        var wait = budget.spendRegistration(tx, customer.email());
        if (wait.isPresent()) {
            return new RegistrationResult.MailTooOften(wait.get());
        }
        return owner(tx, customer).isPresent()
                ? tell(tx, customer, passwordHash, request)
                : add(tx, customer, passwordHash, request);
    }

    private RegistrationResult add(
            Handle tx, NewCustomer customer, String passwordHash, Request request) {
        var result = accounts.openUnnoted(tx, customer, passwordHash, request);
        var owner = owner(tx, customer);
        if (result instanceof RegistrationResult.EmailTaken) {
            // Somebody was quicker by a moment.
            owner.ifPresent(quicker -> note(tx, quicker, request));
            return new RegistrationResult.VerifyFirst();
        }
        owner.ifPresent(
                own -> {
                    TakenBack.run(tx, () -> mail.leave(tx, own, request.language()));
                    audit.note(tx, Event.byCustomer(Kind.REGISTERED, own.customerId(), request));
                });
        return result;
    }

    private RegistrationResult tell(
            Handle tx, NewCustomer customer, String passwordHash, Request request) {
        var decoy = customer.withEmail(decoy());
        var result =
                TakenBack.get(tx, () -> accounts.openUnnoted(tx, decoy, passwordHash, request));
        if (result instanceof RegistrationResult.VerifyFirst) {
            owner(tx, customer).ifPresent(owner -> note(tx, owner, request));
        }
        return result;
    }

    /// In the same trips as [#add], where the mail that is taken back goes by itself.
    private void note(Handle tx, Entry owner, Request request) {
        mail.leave(tx, owner, request.language());
        Unawaited.settle(tx);
        audit.note(tx, Event.byCustomer(Kind.REGISTRATION_REPEATED, owner.customerId(), request));
    }

    private static Optional<Entry> owner(Handle tx, NewCustomer customer) {
        return EmailAddresses.owning(tx, customer.email().identity());
    }

    /// An address that nobody has or can have (RFC 2606).
    private Email decoy() {
        return Email.parse("taken-" + secrets.randomHex(DECOY_BYTES) + "@foyer.invalid")
                .orElseThrow();
    }
}
