package dev.foyer.login;

import dev.foyer.audit.Kind;
import dev.foyer.audit.Tallies;
import dev.foyer.credential.Credentials.Found;
import dev.foyer.credential.Credentials.Nearest;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Ticket;
import dev.foyer.throttle.Verdict;
import dev.foyer.web.Client;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;

import java.util.Optional;

/// How often somebody may knock at an account (contract 0.2.14). A try is taken before the password
/// is looked at and given back where it was right, so that failures alone count, however many come
/// at once. Strangers share what is left of an account; its owner does not, who comes from a device
/// of hers. Unknown accounts behave like known ones. Safe for use by many threads.
public final class Entrance {
    private static final String DAY = "account-day";
    private static final String DEVICE_DAY = "device-day";

    private final Throttle throttle;
    private final KnownDevices devices;
    private final PassLetters letters;
    private final Tallies tallies;
    private final Signer signer;

    public Entrance(
            Throttle throttle,
            KnownDevices devices,
            PassLetters letters,
            Tallies tallies,
            Secrets secrets) {
        this.throttle = throttle;
        this.devices = devices;
        this.letters = letters;
        this.tallies = tallies;
        this.signer = secrets.signer("shown password");
    }

    /// Somebody who may show her password.
    ///
    /// @param crowd what she is refused with in the end, unless her password opens the door
    /// @param opens whether it could: with a crowd before it the door opens only for who has come
    ///   this way before, and is as slow to stay shut for anybody else
    /// @param customer who is behind the address, for the tally of failures
    record Pass(Ticket ticket, Optional<Refusal> crowd, boolean opens, Optional<Long> customer) {}

    /// Lets somebody come to the password check. What is found out is found out of whoever is
    /// nearest, and counts where the address is hers.
    ///
    /// @throws Refusal 429
    Pass enter(LoginForm form, Nearest nearest, Request request, Visitor visitor) {
        var attempt =
                attempt(form, nearest, request, visitor).showing(form.password().signed(signer));
        var customer = nearest.hers().map(Found::customerId);
        return switch (throttle.take(attempt, request)) {
            case Verdict.Admitted(var ticket) -> new Pass(ticket, Optional.empty(), true, customer);
            case Verdict.Crowded(var ticket, var refused) ->
                    new Pass(
                            ticket,
                            Optional.of(throttle.refusal(refused, request)),
                            isAtHome(nearest, request.client()),
                            customer);
            case Verdict.Refused refused -> {
                letters.offer(form.email());
                tallies.count(Kind.THROTTLED, customer, request);
                throw throttle.refusal(refused, request);
            }
        };
    }

    /// What comes of an attempt after the password check.
    ///
    /// @throws Refusal 429 where it failed in a crowd
    LoginResult leave(Pass pass, LoginResult result, Request request) {
        switch (result) {
            case LoginResult.Welcome _, LoginResult.EmailUnverified _, LoginResult.Busy _ ->
                    throttle.giveBack(pass.ticket());
            case LoginResult.Refused() -> {
                tallies.count(Kind.SIGN_IN_FAILED, pass.customer(), request);
                if (pass.crowd().isPresent()) {
                    throw pass.crowd().get();
                }
            }
        }
        return result;
    }

    private Attempt attempt(LoginForm form, Nearest nearest, Request request, Visitor visitor) {
        var device = nearest.found().flatMap(customer -> devices.known(request, visitor, customer));
        return device.filter(_ -> nearest.isHers())
                .map(
                        name ->
                                Attempt.on(Scope.LOGIN, "device " + name)
                                        .atMost(DEVICE_DAY, Attempt.MOST_FAILURES))
                .orElseGet(
                        () ->
                                Attempt.on(Scope.LOGIN, "account " + form.email().identity())
                                        .atMost(DAY, Attempt.MOST_FAILURES)
                                        .from(request.client()));
    }

    /// A storefront's server hides all its shoppers behind its own address: attackers among them
    /// must not shut out those who have come in by it before.
    private static boolean isAtHome(Nearest nearest, Client client) {
        return nearest.found()
                .flatMap(Found::lastAddress)
                .map(Client::network)
                .filter(client.network()::equals)
                .filter(_ -> nearest.isHers())
                .isPresent();
    }
}
