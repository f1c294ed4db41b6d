package dev.foyer.registration;

import dev.foyer.credential.Hasher;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.Enumeration;
import dev.foyer.customer.NewCustomer;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.otp.Checked;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;

import java.util.Optional;

/// Makes a customer of a guest. Safe for use by many threads.
public final class Registration {
    private final Database database;
    private final Hasher hasher;
    private final OneTimeCodes otp;
    private final Accounts accounts;
    private final Discretion discretion;
    private final DynamicSettings settings;
    private final RegisterView view;

    public Registration(
            Database database,
            Hasher hasher,
            OneTimeCodes otp,
            Accounts accounts,
            Discretion discretion,
            DynamicSettings settings,
            RegisterView view) {
        this.database = database;
        this.hasher = hasher;
        this.otp = otp;
        this.accounts = accounts;
        this.discretion = discretion;
        this.settings = settings;
        this.view = view;
    }

    /// The flow that this shop chose.
    RegisterView view() {
        return view;
    }

    /// What is pending, as the 202 answer shows it.
    NewCustomer pending(RegistrationForm form, Request request) {
        return accounts.describe(form, request, false);
    }

    /// Looks whether it is worth going on, takes the code step where the view has one, then makes
    /// the account.
    RegistrationResult decide(RegistrationForm form, Request request, Visitor visitor) {
        boolean unseen = settings.get(Enumeration.ENUMERATION_PROTECTION);
        var taken = unseen ? Optional.<RegistrationResult>empty() : taken(form);
        if (taken.isPresent()) {
            return taken.get();
        }
        if (!view.requiresCode(form.person().phone())) {
            return open(form, request, Optional.empty(), unseen);
        }
        return switch (new Codes(otp).take(form, request, visitor)) {
            case Codes.Step.Answered(var result) -> result;
            case Codes.Step.Open(var ticket) -> open(form, request, Optional.of(ticket), unseen);
        };
    }

    /// A look before the leap, which spares a hash or an SMS; the database alone decides, in the
    /// transaction.
    private Optional<RegistrationResult> taken(RegistrationForm form) {
        return database.read(
                handle -> {
                    if (EmailAddresses.isTaken(handle, form.email())) {
                        return Optional.of(new RegistrationResult.EmailTaken());
                    }
                    boolean unique =
                            settings.get(RegistrationSettings.PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE);
                    return unique
                                    && form.person()
                                            .phone()
                                            .filter(phone -> Customers.hasPhone(handle, phone))
                                            .isPresent()
                            ? Optional.of(new RegistrationResult.PhoneTaken())
                            : Optional.empty();
                });
    }

    /// One hash, one transaction; a right code is spent in it, so that it is not lost where nothing
    /// comes of it.
    private RegistrationResult open(
            RegistrationForm form,
            Request request,
            Optional<Checked.Ticket> ticket,
            boolean unseen) {
        var hash = hasher.hash(form.password());
        if (hash.isEmpty()) {
            return new RegistrationResult.Busy();
        }
        var customer =
                unseen
                        ? accounts.describeUnseen(form, request, ticket.isPresent())
                        : accounts.describe(form, request, ticket.isPresent());
        return database.write(
                tx ->
                        ticket.filter(right -> !otp.spend(tx, right)).isPresent()
                                ? new RegistrationResult.CodeRefused()
                                : unseen
                                        ? discretion.open(tx, customer, hash.get(), request)
                                        : accounts.open(tx, customer, hash.get(), request));
    }
}
