package dev.foyer.registration;

import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.Hasher;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.NewCustomer;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.session.Sessions;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes a customer of a guest. Safe for use by many threads.
public final class Registration {
    /// Which text of the privacy page a new customer confirmed, where her client does not tell
    /// (contract 0.2.3).
    public static final Setting<String> KVKK_FLAT_PAGE_VERSION =
            Setting.text(
                    "KVKK_FLAT_PAGE_VERSION",
                    Pattern.compile("[^\\p{Cntrl}]{1,50}"),
                    "1 to 50 characters",
                    "000",
                    "Version of the privacy text that customers confirm at registration.");

    private static final Set<String> CLIENT_TYPES =
            Set.of("default", "android", "ios", "instore", "b2b");

    private final Database database;
    private final Hasher hasher;
    private final Sessions sessions;
    private final ConfirmationMail mail;
    private final DynamicSettings settings;
    private final Setting<Boolean> requiresVerification;
    private final InstantSource clock;

    /// @param requiresVerification whether those who registered with `verification_required` have
    ///   to prove their address
    public Registration(
            Database database,
            Hasher hasher,
            Sessions sessions,
            ConfirmationMail mail,
            DynamicSettings settings,
            Setting<Boolean> requiresVerification,
            InstantSource clock) {
        this.database = database;
        this.hasher = hasher;
        this.sessions = sessions;
        this.mail = mail;
        this.settings = settings;
        this.requiresVerification = requiresVerification;
        this.clock = clock;
    }

    /// One look whether it is worth hashing, one hash, one transaction, in which the database
    /// decides what is taken.
    RegistrationResult decide(RegistrationForm form, Request request) {
        if (database.read(handle -> EmailAddresses.isTaken(handle, form.email()))) {
            return new RegistrationResult.EmailTaken();
        }
        var hash = hasher.hash(form.password());
        if (hash.isEmpty()) {
            return new RegistrationResult.Busy();
        }
        boolean verifyFirst =
                settings.get(requiresVerification)
                        && isTrue(form.attributes().get("verification_required"));
        var now = clock.instant();
        var customer = newCustomer(form, request, now, !verifyFirst);
        return database.write(
                tx ->
                        switch (Customers.add(tx, customer)) {
                            case Customers.Added.EmailTaken() ->
                                    new RegistrationResult.EmailTaken();
                            case Customers.Added.UsernameTaken() ->
                                    new RegistrationResult.UsernameTaken();
                            case Customers.Added.Done(var added) -> {
                                Credentials.add(tx, added.id(), hash.get(), now);
                                mail.leave(tx, added, request.language());
                                yield verifyFirst
                                        ? new RegistrationResult.VerifyFirst()
                                        : signIn(tx, added, request);
                            }
                        });
    }

    private RegistrationResult signIn(Handle tx, Customer customer, Request request) {
        return new RegistrationResult.Registered(
                customer, sessions.open(tx, customer.id(), request));
    }

    private NewCustomer newCustomer(
            RegistrationForm form, Request request, Instant now, boolean signedIn) {
        var attributes = form.attributes();
        return new NewCustomer(
                form.username(),
                form.person(),
                form.email(),
                form.consents(),
                request.language().locale(),
                withOurs(attributes, request),
                form.userType(),
                clientType(attributes.get("register_client_type")),
                now,
                signedIn);
    }

    private ObjectNode withOurs(ObjectNode attributes, Request request) {
        if (!attributes.hasNonNull("register_client_type")) {
            attributes.put("register_client_type", "default");
        }
        if (!attributes.hasNonNull("kvkk_flat_page_version")) {
            attributes.put("kvkk_flat_page_version", settings.get(KVKK_FLAT_PAGE_VERSION));
        }
        attributes.put("logged_ip", request.client().addressText());
        attributes.put("confirm", true);
        return attributes;
    }

    private static String clientType(@org.jspecify.annotations.Nullable JsonNode told) {
        return told != null && told.isString() && CLIENT_TYPES.contains(told.stringValue())
                ? told.stringValue()
                : "default";
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable JsonNode value) {
        return value != null && value.isBoolean() && value.booleanValue();
    }
}
