package dev.foyer.login;

import dev.foyer.audit.SignIns;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.Credentials.Found;
import dev.foyer.credential.Hasher;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Enumeration;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.session.Sessions;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;

import java.time.InstantSource;
import java.util.Optional;

/// Decides who may come in. Safe for use by many threads.
public final class Login {
    /// Contract C: customers who registered with `verification_required` sign in only with a proved
    /// address.
    public static final Setting<Boolean> REQUIRES_VERIFICATION =
            Setting.truth(
                    "GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION",
                    false,
                    "Customers registered with attributes.verification_required must confirm their e-mail address"
                            + " before they can sign in.");

    private final Database database;
    private final Hasher hasher;
    private final Sessions sessions;
    private final Entrance entrance;
    private final SignIns signIns;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public Login(
            Database database,
            Hasher hasher,
            Sessions sessions,
            Entrance entrance,
            SignIns signIns,
            DynamicSettings settings,
            InstantSource clock) {
        this.database = database;
        this.hasher = hasher;
        this.sessions = sessions;
        this.entrance = entrance;
        this.signIns = signIns;
        this.settings = settings;
        this.clock = clock;
    }

    /// One read, one try taken, one hash outside of any transaction, one write. An unknown address
    /// costs the same as a known one: up to the password all is done for the customer next to it,
    /// who cannot come in. Where the hash could not be had, nothing else is done.
    ///
    /// @throws dev.foyer.web.Refusal 429 where there is no try left
    LoginResult decide(LoginForm form, Request request, Visitor visitor) {
        if (hasher.turnsAway()) {
            return new LoginResult.Busy();
        }
        var nearest = database.read(handle -> Credentials.find(handle, form.email()));
        var pass = entrance.enter(form, nearest, request, visitor);
        var admitted = nearest.hers().filter(Found::active).filter(_ -> pass.opens());
        return entrance.leave(pass, check(form, admitted, request), request);
    }

    private LoginResult check(LoginForm form, Optional<Found> admitted, Request request) {
        return switch (hasher.check(form.password(), admitted.flatMap(Found::passwordHash))) {
            case Hasher.Check.Busy() -> new LoginResult.Busy();
            case Hasher.Check.Wrong() -> new LoginResult.Refused();
            case Hasher.Check.Right(var upgraded) ->
                    welcome(admitted.orElseThrow(), upgraded, request);
        };
    }

    /// Whoever registered the address knows the password, and must not learn by it whether there
    /// was an account before.
    private static boolean isMereClaim(Found customer) {
        return mustVerifyFirst(customer) && !customer.cameIn();
    }

    private static boolean mustVerifyFirst(Found customer) {
        return customer.verificationRequired() && !customer.emailVerified();
    }

    private LoginResult welcome(Found customer, Optional<String> upgraded, Request request) {
        if (isMereClaim(customer) && settings.get(Enumeration.ENUMERATION_PROTECTION)) {
            return new LoginResult.Refused();
        }
        if (mustVerifyFirst(customer) && settings.get(REQUIRES_VERIFICATION)) {
            return new LoginResult.EmailUnverified();
        }
        return database.write(
                tx -> {
                    var address = request.client().addressText();
                    Customers.noteSignIn(tx, customer.customerId(), address, clock.instant());
                    var stored = customer.passwordHash().orElseThrow();
                    // It may have become another one while this one was being checked.
                    if (!Credentials.stillOpens(tx, customer.customerId(), stored)) {
                        return new LoginResult.Refused();
                    }
                    upgraded.ifPresent(
                            hash -> Credentials.upgrade(tx, customer.customerId(), stored, hash));
                    signIns.note(tx, customer.customerId(), "password", request);
                    return new LoginResult.Welcome(
                            sessions.open(tx, customer.customerId(), request));
                });
    }
}
