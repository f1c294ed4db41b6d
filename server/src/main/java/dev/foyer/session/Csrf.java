package dev.foyer.session;

import dev.foyer.secret.Alphabet;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.web.Problem;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// CSRF tokens: a signed double submit (OWASP CSRF Prevention Cheat Sheet, "Signed Double-Submit
/// Cookie").
///
/// A token is 64 characters `[A-Za-z0-9]`: 190 random bits and as much of a signature over them and
/// over the session they belong to, so that the token from before a sign-in is dead after it. Safe
/// for use by many threads.
public final class Csrf {
    private static final int LENGTH = 64;
    private static final int RANDOM = 32;
    private static final String UNBOUND = "";
    private static final String FIELD = "csrfmiddlewaretoken";

    private final Secrets secrets;
    private final Signer signer;
    private final SessionSettings settings;
    private final Origins origins;

    public Csrf(Secrets secrets, SessionSettings settings) {
        this.secrets = secrets;
        this.signer = secrets.signer("csrf token");
        this.settings = settings;
        this.origins = new Origins(settings);
    }

    /// The token of this visitor: the one that the request brought, while it is valid, or a new
    /// one. Its cookie is set either way, so that its age begins anew.
    public String token(Request request) {
        var visitor = request.companion(Visitor.class);
        var token =
                request.cookies()
                        .get(CookieJar.CSRF_COOKIE)
                        .filter(cookie -> isValid(cookie, visitor))
                        .orElseGet(() -> issue(visitor));
        request.companion(CookieJar.class).csrf(token);
        return token;
    }

    /// A new token for somebody who has just become this visitor.
    void renew(Request request, Visitor visitor) {
        request.companion(CookieJar.class).csrf(issue(visitor));
    }

    /// Whether the request carries a valid pair of cookie and header; asked where a GET may act.
    public boolean hasPair(Request request) {
        return complaint(request, Optional.ofNullable(request.header("x-csrftoken"))).isEmpty();
    }

    /// @throws Refusal 403 where an unsafe request comes from elsewhere, or without the right token
    ///   where one is needed
    void require(Request request, boolean tokenNeeded) {
        if (request.method().isSafe()) {
            return;
        }
        if (!origins.allow(request)) {
            throw refusal("csrf.origin");
        }
        if (tokenNeeded) {
            complaint(request, presented(request))
                    .ifPresent(
                            phrase -> {
                                throw refusal(phrase);
                            });
        }
    }

    /// Whether this visitor has to show a token at all.
    boolean needsToken(Visitor visitor) {
        return switch (visitor) {
            case Visitor.Guest _ -> !settings.exemptAnonymous() && !settings.compatible();
            case Visitor.SignedIn signedIn -> !signedIn.byToken();
        };
    }

    /// Whether the origin is right and only the token is missing or wrong.
    boolean lacksOnlyToken(Request request) {
        return origins.allow(request) && complaint(request, presented(request)).isPresent();
    }

    private Optional<String> complaint(Request request, Optional<String> presented) {
        var cookie = request.cookies().get(CookieJar.CSRF_COOKIE);
        if (cookie.isEmpty()) {
            return Optional.of("csrf.no_cookie");
        }
        boolean right =
                presented.isPresent()
                        && same(cookie.get(), presented.get())
                        && isValid(cookie.get(), request.companion(Visitor.class));
        return right ? Optional.empty() : Optional.of("csrf.wrong_token");
    }

    /// The header, or else the field of the body; a body that cannot be read has none, and where it
    /// was not read because there are too many requests, that is the answer.
    private static Optional<String> presented(Request request) {
        var header = request.header("x-csrftoken");
        if (header != null) {
            return Optional.of(header);
        }
        try {
            var field = request.fields().get(FIELD);
            return field != null && field.isString()
                    ? Optional.of(field.stringValue())
                    : Optional.empty();
        } catch (Refusal refusal) {
            if (refusal.problem().status() >= 500) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    private String issue(Visitor visitor) {
        var random = secrets.random(Alphabet.MIXED_62, RANDOM);
        return random + spell(signer.sign(random, binding(visitor)));
    }

    private boolean isValid(String token, Visitor visitor) {
        return Alphabet.MIXED_62.spells(token, LENGTH)
                && signer.verify(
                        token.substring(RANDOM),
                        Csrf::spell,
                        token.substring(0, RANDOM),
                        binding(visitor));
    }

    private String binding(Visitor visitor) {
        return switch (visitor) {
            case Visitor.Guest _ -> UNBOUND;
            case Visitor.SignedIn signedIn ->
                    settings.compatible() ? UNBOUND : signedIn.session().hex();
        };
    }

    private static String spell(byte[] mac) {
        return Alphabet.MIXED_62.spell(mac, LENGTH - RANDOM);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refusal(String phrase) {
        return new Refusal(Problem.detail(403, Phrase.of(phrase)));
    }
}
