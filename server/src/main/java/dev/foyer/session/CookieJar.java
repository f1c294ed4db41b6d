package dev.foyer.session;

import dev.foyer.session.SessionSettings.Secure;
import dev.foyer.web.Request;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The two cookies that an answer may set, at most one line of each, with the attributes in the
/// order and the date form that the source prints (contract A.3, A.4). Belongs to one request.
final class CookieJar {
    static final String CSRF_COOKIE = "csrftoken";

    /// 31449600 seconds, as printed (contract A.4).
    private static final Duration CSRF_AGE = Duration.ofDays(364);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

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
        boolean secure = isSecure(settings.sessionSecure());
        session =
                Optional.of(
                        "%s=%s; expires=%s; httponly; Max-Age=%d; Path=/; SameSite=%s"
                                .formatted(
                                        settings.cookieName(),
                                        id,
                                        DATE.format(age.isZero() ? Instant.EPOCH : now.plus(age)),
                                        age.toSeconds(),
                                        secure ? "None; Secure" : "Lax"));
    }

    void endSession() {
        session("", Duration.ZERO);
    }

    boolean setsSession() {
        return session.isPresent();
    }

    void csrf(String token) {
        csrf =
                Optional.of(
                        "%s=%s; expires=%s; Max-Age=%d; Path=/%s"
                                .formatted(
                                        CSRF_COOKIE,
                                        token,
                                        DATE.format(now.plus(CSRF_AGE)),
                                        CSRF_AGE.toSeconds(),
                                        isSecure(settings.csrfSecure()) ? "; Secure" : ""));
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
