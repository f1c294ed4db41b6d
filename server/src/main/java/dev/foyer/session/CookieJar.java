package dev.foyer.session;

import dev.foyer.session.SessionSettings.Secure;
import dev.foyer.web.Request;
import dev.foyer.web.SetCookie;
import dev.foyer.web.SetCookie.Hidden;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The two cookies that an answer may set, at most one line of each (contract A.3, A.4). Belongs to
/// one request.
final class CookieJar {
    static final String CSRF_COOKIE = "csrftoken";

    /// 31449600 seconds, as printed (contract A.4).
    private static final Duration CSRF_AGE = Duration.ofDays(364);

    private final SessionSettings settings;
    private final Request request;
    private final Instant now;
    private Optional<String> session = Optional.empty();
    private Optional<String> csrf = Optional.empty();

    CookieJar(SessionSettings settings, Request request, Instant now) {
        this.settings = settings;
        this.request = request;
        this.now = now;
    }

    void session(String id, Duration age) {
        var cookie = new SetCookie(settings.cookieName(), id, age);
        session =
                Optional.of(cookie.line(now, Hidden.AS_SOURCE, isSecure(settings.sessionSecure())));
    }

    void endSession() {
        session("", Duration.ZERO);
    }

    boolean setsSession() {
        return session.isPresent();
    }

    void csrf(String token) {
        var cookie = new SetCookie(CSRF_COOKIE, token, CSRF_AGE);
        csrf = Optional.of(cookie.openLine(now, isSecure(settings.csrfSecure())));
    }

    /// Puts the lines on whatever answer the request will get.
    void send() {
        csrf.ifPresent(line -> request.reply("Set-Cookie", line));
        session.ifPresent(line -> request.reply("Set-Cookie", line));
    }

    private boolean isSecure(Secure mode) {
        return switch (mode) {
            case AUTO -> request.client().secure();
            case TRUE -> true;
            case FALSE -> false;
        };
    }
}
