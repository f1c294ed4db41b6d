package dev.foyer.registration;

import dev.foyer.audit.SignIns;
import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.Origin;
import dev.foyer.credential.Credentials;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Enumeration;
import dev.foyer.customer.NewCustomer;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.session.Sessions;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Makes the account of a registration that may go through. Safe for use by many threads.
public final class Accounts {
    private static final Set<String> CLIENT_TYPES =
            Set.of("default", "android", "ios", "instore", "b2b");

    private final Sessions sessions;
    private final ConfirmationMail mail;
    private final ConsentLedger ledger;
    private final SignIns signIns;
    private final DynamicSettings settings;
    private final Setting<Boolean> requiresVerification;
    private final InstantSource clock;

    /// @param requiresVerification whether those who registered with `verification_required` have
    ///   to prove their address before they may sign in
    public Accounts(
            Sessions sessions,
            ConfirmationMail mail,
            ConsentLedger ledger,
            SignIns signIns,
            DynamicSettings settings,
            Setting<Boolean> requiresVerification,
            InstantSource clock) {
        this.sessions = sessions;
        this.mail = mail;
        this.ledger = ledger;
        this.signIns = signIns;
        this.settings = settings;
        this.requiresVerification = requiresVerification;
        this.clock = clock;
    }

    /// A customer as the form describes her, with what the server adds.
    ///
    /// @param phoneProved whether a code has just shown that the phone is hers
    NewCustomer describe(RegistrationForm form, Request request, boolean phoneProved) {
        return describe(
                form,
                request,
                form.username(),
                withOurs(form.attributes(), request, phoneProved),
                phoneProved,
                !mustVerifyFirst(form));
    }

    /// The same where strangers may not learn who has an account: she proves her address before
    /// anything else. A user name could be looked for afterwards, and is left out.
    NewCustomer describeUnseen(RegistrationForm form, Request request, boolean phoneProved) {
        var attributes = withOurs(form.attributes(), request, phoneProved);
        attributes.put("verification_required", true);
        return describe(form, request, Optional.empty(), attributes, phoneProved, false);
    }

    private NewCustomer describe(
            RegistrationForm form,
            Request request,
            Optional<String> username,
            ObjectNode attributes,
            boolean phoneProved,
            boolean signedIn) {
        return new NewCustomer(
                username,
                form.person(),
                form.email(),
                form.consents(),
                request.language().locale(),
                attributes,
                form.userType(),
                clientType(form.attributes().get("register_client_type")),
                clock.instant(),
                signedIn,
                phoneProved);
    }

    /// Adds the customer with her password and her confirmation mail, and signs her in where she
    /// may be.
    RegistrationResult open(Handle tx, NewCustomer customer, String passwordHash, Request request) {
        return open(tx, customer, passwordHash, request, true);
    }

    /// Does what [#open] does, but for the event, which would stand in the log: the caller takes it
    /// all back, or notes it.
    RegistrationResult openUnnoted(
            Handle tx, NewCustomer customer, String passwordHash, Request request) {
        return open(tx, customer, passwordHash, request, false);
    }

    private RegistrationResult open(
            Handle tx, NewCustomer customer, String passwordHash, Request request, boolean noted) {
        if (settings.get(RegistrationSettings.PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE)
                && isPhoneTaken(tx, customer)) {
            return new RegistrationResult.PhoneTaken();
        }
        return switch (Customers.add(tx, customer)) {
            case Customers.Added.EmailTaken() -> new RegistrationResult.EmailTaken();
            case Customers.Added.UsernameTaken() -> new RegistrationResult.UsernameTaken();
            case Customers.Added.Done(var added) -> {
                Credentials.add(tx, added.id(), passwordHash, customer.joined());
                ledger.open(tx, added.id(), customer.consents(), origin(added, request));
                mail.leave(tx, added, request.language());
                if (noted) {
                    signIns.noteRegistered(tx, added.id(), customer.signedIn(), request);
                }
                yield customer.signedIn()
                        ? signIn(tx, added, request)
                        : new RegistrationResult.VerifyFirst();
            }
        };
    }

    private static Origin origin(Customer added, Request request) {
        var text = added.attributes().path("kvkk_flat_page_version").asString("");
        return Origin.of(Origin.Source.REGISTRATION, request, Optional.of(text));
    }

    /// Where strangers may not learn who has an account, only who holds a phone is told that it is
    /// taken.
    private boolean isPhoneTaken(Handle tx, NewCustomer customer) {
        return (customer.phoneProved() || !settings.get(Enumeration.ENUMERATION_PROTECTION))
                && customer.person()
                        .phone()
                        .filter(phone -> Customers.holdsPhone(tx, phone))
                        .isPresent();
    }

    private boolean mustVerifyFirst(RegistrationForm form) {
        JsonNode wanted = form.attributes().path("verification_required");
        return wanted.isBoolean() && wanted.booleanValue() && settings.get(requiresVerification);
    }

    private RegistrationResult signIn(Handle tx, Customer customer, Request request) {
        var session = sessions.open(tx, customer.id(), request);
        var settled =
                session.city().isPresent()
                        ? Customers.find(tx, customer.id()).orElseThrow()
                        : customer;
        return new RegistrationResult.Registered(settled, session);
    }

    private ObjectNode withOurs(ObjectNode sent, Request request, boolean phoneProved) {
        var attributes = sent.deepCopy();
        if (!attributes.hasNonNull("register_client_type")) {
            attributes.put("register_client_type", "default");
        }
        if (!attributes.hasNonNull("kvkk_flat_page_version")) {
            attributes.put(
                    "kvkk_flat_page_version",
                    settings.get(RegistrationSettings.KVKK_FLAT_PAGE_VERSION));
        }
        attributes.put("logged_ip", request.client().addressText());
        attributes.put("confirm", true);
        if (phoneProved) {
            attributes.put("verified_phone", true);
        }
        return attributes;
    }

    private static String clientType(@Nullable JsonNode told) {
        return told != null && told.isString() && CLIENT_TYPES.contains(told.stringValue())
                ? told.stringValue()
                : "default";
    }
}
