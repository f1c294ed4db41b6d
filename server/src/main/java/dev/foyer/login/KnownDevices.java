package dev.foyer.login;

import dev.foyer.credential.Credentials.Found;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.SignedTokens;
import dev.foyer.secret.SignedTokens.Token;
import dev.foyer.session.Beside;
import dev.foyer.session.Visitor;
import dev.foyer.web.Guard;
import dev.foyer.web.Request;
import dev.foyer.web.SetCookie;
import dev.foyer.web.SetCookie.Hidden;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Browsers from which a customer has signed in before: a signed cookie, bound to her account, by
/// which her own attempts are told from those of strangers. It proves no identity: whoever has it
/// still needs the password. Made before her password became another one, it is worth nothing.
/// Nothing is stored. Safe for use by many threads.
public final class KnownDevices {
    static final String COOKIE = "foyer_device";

    /// As long as browsers keep a cookie at most (RFC 6265bis says 400 days), less a margin.
    private static final Duration AGE = Duration.ofDays(365);

    /// After this a browser gets a fresh cookie.
    private static final Duration RENEWED = Duration.ofDays(1);

    /// Who does not show what she was given may not have got it: a storefront's own server asks in
    /// between and hands no cookies on. So she is given it at once again, a few times, and then
    /// after this. A client that keeps none would be given one with every answer, at more than the
    /// cost of all the rest.
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    private static final int TOLD_AT_ONCE = 3;

    /// How many customers one browser may be known for: a household.
    private static final int MOST = 4;

    /// Of a cookie that we have set.
    private static final int LONGEST = MOST * (SignedTokens.LENGTH + 1);

    private final SignedTokens tokens;
    private final InstantSource clock;

    public KnownDevices(Secrets secrets, InstantSource clock) {
        this.tokens = new SignedTokens(secrets, "device cookie", ChronoUnit.MILLIS);
        this.clock = clock;
    }

    /// A name for the device of this customer from which the request comes, or nothing where she
    /// has not been seen on it. A browser in which she is still signed in is one of hers, too; what
    /// it shows is looked at all the same, so that it takes as long for whoever is not.
    Optional<String> known(Request request, Visitor visitor, Found customer) {
        var shown = sound(request, customer.customerId());
        if (visitor instanceof Visitor.SignedIn signedIn
                && signedIn.customerId() == customer.customerId()) {
            return Optional.of(signedIn.holder());
        }
        var changed = customer.passwordChanged().map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        return shown.filter(token -> changed.isPresent() && !token.issued().isBefore(changed.get()))
                .map(Token::id);
    }

    /// A guard that behaves like this one, and on the way makes the browser of a customer who is
    /// signed in known. Not done by the answer to the sign-in itself, whose cookies the contract
    /// counts, and which the published storefront asks for from its own server (B.1.3).
    public <E> Guard<E> noted(Guard<E> guard) {
        return endpoint -> {
            var guarded = guard.guard(endpoint);
            return request -> {
                var answer = guarded.answer(request);
                if (request.companion(Visitor.class) instanceof Visitor.SignedIn customer
                        && !customer.byToken()) {
                    note(request, customer.customerId());
                }
                return answer;
            };
        };
    }

    /// What the browser shows is looked at once a while, and not with every page.
    private void note(Request request, long customerId) {
        var now = clock.instant();
        var shown = request.cookies().get(COOKIE).orElse("");
        var beside = request.companion(Beside.class);
        if (beside.knows(shown, now)) {
            return;
        }
        var token = sound(request, customerId);
        if (token.isEmpty() || token.get().issued().isBefore(now.minus(RENEWED))) {
            var id = token.map(Token::id).orElseGet(tokens::newId);
            remember(request, customerId, id);
            if (beside.count() >= TOLD_AT_ONCE) {
                learn(beside, shown, now.plus(TOLD_AGAIN));
            }
        } else {
            learn(beside, shown, token.get().issued().plus(RENEWED));
        }
    }

    private static void learn(Beside beside, String shown, Instant until) {
        if (shown.length() <= LONGEST) {
            beside.learn(shown, until);
        }
    }

    /// Makes the browser that asks known for a customer.
    ///
    /// @param id by which it will be counted, in hex; only its beginning counts
    void remember(Request request, long customerId, String id) {
        var now = clock.instant();
        var fresh = tokens.issue(Long.toString(customerId), now, id);
        var others =
                presented(request)
                        .filter(token -> read(token, customerId).isEmpty())
                        .limit(MOST - 1L);
        var value = String.join(".", Stream.concat(Stream.of(fresh), others).toList());
        var cookie = new SetCookie(COOKIE, value, AGE);
        request.reply(
                "Set-Cookie", cookie.line(now, Hidden.AS_STANDARD, request.client().secure()));
    }

    /// Reads all that is shown, so that it takes as long wherever hers stands among them.
    private Optional<Token> sound(Request request, long customerId) {
        var read = presented(request).map(token -> read(token, customerId)).toList();
        return read.stream().flatMap(Optional::stream).findFirst();
    }

    private static Stream<String> presented(Request request) {
        var parts =
                request.cookies()
                        .get(COOKIE)
                        .map(value -> List.of(value.split("\\.", MOST + 1)))
                        .orElse(List.of());
        return parts.stream().filter(part -> part.length() == SignedTokens.LENGTH).limit(MOST);
    }

    private Optional<Token> read(String text, long customerId) {
        return tokens.read(text, Long.toString(customerId))
                .filter(token -> token.issued().plus(AGE).isAfter(clock.instant()));
    }
}
