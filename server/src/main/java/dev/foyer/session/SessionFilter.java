package dev.foyer.session;

import dev.foyer.web.Endpoint;
import dev.foyer.web.Filter;
import dev.foyer.web.Problem;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Finds out who is asking, by token or by cookie, and sees to it that a guest has a session cookie
/// (contract 0.1.6 to 0.1.9). A guest costs no row and no query.
public final class SessionFilter implements Filter {
    private static final String TOKEN = "Token";

    /// Read only where the configured cookie is absent (contract 0.1.6).
    private static final String FALLBACK_COOKIE = "sessionid";

    private final Sessions sessions;
    private final SessionSettings settings;
    private final InstantSource clock;

    public SessionFilter(Sessions sessions, SessionSettings settings, InstantSource clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        var jar = new CookieJar(settings, request, clock.instant());
        request.accompany(CookieJar.class, jar);
        request.accompany(Visitor.class, new Visitor.Guest(""));
        try {
            request.accompany(Visitor.class, visitor(request, jar));
            return next.answer(request);
        } finally {
            jar.send();
        }
    }

    private Visitor visitor(Request request, CookieJar jar) {
        var header = request.header("authorization");
        return header != null && isToken(header) ? byToken(header) : byCookie(request, jar);
    }

    private static boolean isToken(String header) {
        return header.equalsIgnoreCase(TOKEN)
                || header.regionMatches(true, 0, TOKEN + " ", 0, TOKEN.length() + 1);
    }

    private Visitor byToken(String header) {
        var key = header.substring(TOKEN.length()).strip();
        if (key.isEmpty()) {
            throw unauthorized("token_missing");
        }
        if (key.contains(" ")) {
            throw unauthorized("token_with_spaces");
        }
        return sessions.resumeByKey(key).orElseThrow(() -> unauthorized("token_invalid")).visitor();
    }

    private Visitor byCookie(Request request, CookieJar jar) {
        var cookies = request.cookies();
        var text =
                cookies.get(settings.cookieName())
                        .or(() -> cookies.get(FALLBACK_COOKIE))
                        .orElse("");
        return switch (sessions.ids().read(text, clock.instant()).orElse(null)) {
            case null -> newGuest(Optional.empty(), jar);
            case SessionIds.Id.OfGuest guest -> guest(guest, jar);
            case SessionIds.Id.OfSession session -> signedIn(session, jar);
        };
    }

    private Visitor signedIn(SessionIds.Id.OfSession id, CookieJar jar) {
        var resumed = sessions.resume(id);
        if (resumed.isEmpty()) {
            return newGuest(Optional.empty(), jar);
        }
        if (resumed.get().refreshed()) {
            jar.session(id.text(), sessions.maxAge());
        }
        return resumed.get().visitor();
    }

    private Visitor guest(SessionIds.Id.OfGuest guest, CookieJar jar) {
        var now = clock.instant();
        if (guest.issued().plus(sessions.maxAge()).isBefore(now)) {
            return newGuest(Optional.empty(), jar);
        }
        boolean stale =
                guest.issued().plus(Sessions.refreshInterval(sessions.maxAge())).isBefore(now);
        return stale ? newGuest(Optional.of(guest), jar) : new Visitor.Guest(guest.name());
    }

    private Visitor newGuest(Optional<SessionIds.Id.OfGuest> known, CookieJar jar) {
        var now = clock.instant();
        var guest = known.orElseGet(() -> sessions.ids().newGuest(now));
        jar.session(sessions.ids().text(guest, now), sessions.maxAge());
        return new Visitor.Guest(guest.name());
    }

    private static Refusal unauthorized(String phrase) {
        return new Refusal(
                new Problem.Detail(401, Phrase.of(phrase), Map.of("WWW-Authenticate", TOKEN)));
    }
}
