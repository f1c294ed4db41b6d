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

/// Finds out who is asking, by token or by cookie, and sees to it that a guest has a session cookie
/// (contract 0.1.6 to 0.1.9). A guest who has chosen nothing costs no row and no query; the others
/// cost a query where somebody wants to know what they chose.
public final class SessionFilter implements Filter {
    private static final String TOKEN = "Token";

    /// Read only where the configured cookie is absent (contract 0.1.6).
    private static final String FALLBACK_COOKIE = "sessionid";

    /// Until it is known who asks.
    private static final Visitor NOBODY = new Visitor.Guest("");

    private static final Held NOTHING = Held.known(Choices.NONE);

    private final Sessions sessions;
    private final Preferences preferences;
    private final SessionSettings settings;
    private final InstantSource clock;

    public SessionFilter(
            Sessions sessions,
            Preferences preferences,
            SessionSettings settings,
            InstantSource clock) {
        this.sessions = sessions;
        this.preferences = preferences;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        var jar = new CookieJar(settings, request, clock.instant());
        request.accompany(CookieJar.class, jar);
        request.accompany(Visitor.class, NOBODY);
        request.accompany(Held.class, NOTHING);
        try {
            request.accompany(Visitor.class, visitor(request, jar));
            return next.answer(request);
        } finally {
            jar.send();
        }
    }

    private Visitor visitor(Request request, CookieJar jar) {
        var header = request.header("authorization");
        return header != null && isToken(header)
                ? byToken(request, header)
                : byCookie(request, jar);
    }

    private static boolean isToken(String header) {
        return header.equalsIgnoreCase(TOKEN)
                || header.regionMatches(true, 0, TOKEN + " ", 0, TOKEN.length() + 1);
    }

    private Visitor byToken(Request request, String header) {
        var key = header.substring(TOKEN.length()).strip();
        if (key.isEmpty()) {
            throw unauthorized("token_missing");
        }
        if (key.contains(" ")) {
            throw unauthorized("token_with_spaces");
        }
        return sessions.resumeByKey(key)
                .map(resumed -> signedIn(request, resumed))
                .orElseThrow(() -> unauthorized("token_invalid"));
    }

    private Visitor byCookie(Request request, CookieJar jar) {
        var cookies = request.cookies();
        var text =
                cookies.get(settings.cookieName())
                        .or(() -> cookies.get(FALLBACK_COOKIE))
                        .orElse("");
        return sessions.recall(text)
                .<Visitor>map(known -> resumed(text, known, request, jar))
                .orElseGet(() -> asked(text, request, jar));
    }

    private Visitor asked(String text, Request request, CookieJar jar) {
        return switch (sessions.ids().read(text, clock.instant()).orElse(null)) {
            case null -> newGuest(jar);
            case SessionIds.Id.OfGuest guest -> guest(guest, request, jar);
            case SessionIds.Id.OfSession session -> resumed(session, request, jar);
        };
    }

    private Visitor resumed(SessionIds.Id.OfSession id, Request request, CookieJar jar) {
        return sessions.resume(id)
                .map(resumed -> resumed(id.text(), resumed, request, jar))
                .orElseGet(() -> newGuest(jar));
    }

    private Visitor resumed(String id, Sessions.Resumed resumed, Request request, CookieJar jar) {
        if (resumed.refreshed()) {
            jar.session(id, sessions.maxAge());
        }
        return signedIn(request, resumed);
    }

    private static Visitor signedIn(Request request, Sessions.Resumed resumed) {
        var session = resumed.session();
        request.accompany(Held.class, Held.known(session.choices()));
        request.accompany(Beside.class, session);
        request.prefer(session.languages());
        return session.visitor();
    }

    private Visitor guest(SessionIds.Id.OfGuest guest, Request request, CookieJar jar) {
        var now = clock.instant();
        if (guest.issued().plus(sessions.maxAge()).isBefore(now)) {
            return newGuest(jar);
        }
        boolean stale =
                guest.issued().plus(Sessions.refreshInterval(sessions.maxAge())).isBefore(now);
        boolean chose = guest.chose() && (!stale || preferences.extend(guest.name()));
        if (stale) {
            issue(new SessionIds.Id.OfGuest(guest.name(), now, chose), jar);
        }
        if (chose) {
            accompany(request, Held.later(() -> preferences.find(guest.name())));
        }
        return new Visitor.Guest(guest.name());
    }

    /// Her language is asked for here, where no transaction is open yet, and only where it counts.
    private static void accompany(Request request, Held held) {
        request.accompany(Held.class, held);
        if (!request.namesLanguage()) {
            request.prefer(held.choices().language().stream().toList());
        }
    }

    private Visitor newGuest(CookieJar jar) {
        var guest = sessions.ids().newGuest(clock.instant());
        issue(guest, jar);
        return new Visitor.Guest(guest.name());
    }

    private void issue(SessionIds.Id.OfGuest guest, CookieJar jar) {
        jar.session(sessions.ids().text(guest, clock.instant()), sessions.maxAge());
    }

    private static Refusal unauthorized(String phrase) {
        return new Refusal(
                new Problem.Detail(401, Phrase.of(phrase), Map.of("WWW-Authenticate", TOKEN)));
    }
}
