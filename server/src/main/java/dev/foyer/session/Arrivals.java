package dev.foyer.session;

import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.util.function.Consumer;

/// Hands a session just opened to the one who opened it, and takes it back: always with a new CSRF
/// token, since the old one is bound to who she was before. Stateless but for its collaborators.
public final class Arrivals {
    private final Sessions sessions;
    private final Csrf csrf;

    public Arrivals(Sessions sessions, Csrf csrf) {
        this.sessions = sessions;
        this.csrf = csrf;
    }

    /// Sets the cookies of the new session on the answer; her transaction has been committed
    /// before.
    public void welcome(Request request, Sessions.Opened opened) {
        request.companion(CookieJar.class).session(opened.id(), sessions.maxAge());
        csrf.renew(request, opened.visitor());
    }

    /// Ends her session and expires its cookie.
    public void farewell(Request request, Visitor.SignedIn visitor) {
        farewell(request, visitor, _ -> {});
    }

    /// The same, with something to do in the transaction that ends it.
    public void farewell(Request request, Visitor.SignedIn visitor, Consumer<Handle> also) {
        sessions.end(visitor, also);
        request.companion(CookieJar.class).endSession();
        csrf.renew(request, new Visitor.Guest(""));
    }
}
