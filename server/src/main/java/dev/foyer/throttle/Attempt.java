package dev.foyer.throttle;

import dev.foyer.web.Client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something that somebody is about to try.
///
/// @param subject whom or what it is aimed at; empty where only the client counts
/// @param client where it comes from; empty where that does not matter
/// @param secret what is shown as a proof; the same one for the same subject counts once within a
///   few seconds
/// @param further bounds that no setting loosens, on the same subject
/// @param pass whose tries are taken where the client's network has none left
public record Attempt(
        Scope scope,
        Optional<String> subject,
        Optional<Client> client,
        Optional<String> secret,
        List<Further> further,
        Optional<Pass> pass) {
    /// NIST SP 800-63B-4, 3.2.2: no more than 100 consecutive failures on one account. A success
    /// gives back its own try only, so that an owner who comes and goes opens nothing to others.
    public static final Rate MOST_FAILURES = new Rate(100, Duration.ofDays(1));

    /// A bound of the caller's own.
    ///
    /// @param by its name in the log and in metrics
    public record Further(String by, Rate rate) {}

    /// Tries that somebody has of her own, whatever others do in the network that she comes from;
    /// the scopes share them.
    ///
    /// @param id by which it is told from others
    public record Pass(String id, Rate rate) {}

    /// An attempt at one account, address, phone or service.
    public static Attempt on(Scope scope, String subject) {
        return new Attempt(
                scope,
                Optional.of(subject),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// A customer's password, tried by whoever holds a session of hers: a stolen one must not tell
    /// what it is. The same bounds as at the door, shared by nobody but her own sessions.
    public static Attempt onPasswordOf(long customerId) {
        return on(Scope.LOGIN, "customer " + customerId).atMost("account-day", MOST_FAILURES);
    }

    /// An attempt that is aimed at nobody.
    public static Attempt by(Scope scope, Client client) {
        return new Attempt(
                scope,
                Optional.empty(),
                Optional.of(client),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// The same, counted for its network and the shop as well.
    public Attempt from(Client from) {
        return new Attempt(scope, subject, Optional.of(from), secret, further, pass);
    }

    /// The same, showing a secret.
    public Attempt showing(String shown) {
        return new Attempt(scope, subject, client, Optional.of(shown), further, pass);
    }

    /// The same with a bound besides those of the scope.
    public Attempt atMost(String by, Rate rate) {
        return new Attempt(scope, subject, client, secret, List.of(new Further(by, rate)), pass);
    }

    /// The same, with a pass for where its network is crowded.
    Attempt passing(Pass shown) {
        return new Attempt(scope, subject, client, secret, further, Optional.of(shown));
    }

    @Override
    public String toString() {
        return "attempt " + scope.text();
    }
}
