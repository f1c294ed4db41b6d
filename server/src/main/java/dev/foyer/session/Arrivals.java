package dev.foyer.session;

import dev.foyer.customer.Shapes;
import dev.foyer.web.Redirects;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;

import java.util.function.Consumer;

/// Hands a session just opened to the one who opened it, and takes it back: always with a new CSRF
/// token, since the old one is bound to who she was before. Stateless but for its collaborators.
public final class Arrivals {
    private final Sessions sessions;
    private final Csrf csrf;
    private final Redirects redirects;

    public Arrivals(Sessions sessions, Csrf csrf, Redirects redirects) {
        this.sessions = sessions;
        this.csrf = csrf;
        this.redirects = redirects;
    }

    /// The answer to a sign-in, by whichever way she came (contract B.1.3, B.5.6); her transaction
    /// has been committed before.
    public Response signedIn(Request request, Sessions.Opened opened) {
        welcome(request, opened);
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    tell(json, request, opened);
                    json.writeEndObject();
                });
    }

    /// The fields that tell the key of her session and where she may go on to, without the braces
    /// around them.
    public void tell(JsonGenerator json, Request request, Sessions.Opened opened) {
        json.writeStringProperty("key", opened.key());
        Shapes.optional(json, "redirect_url", redirects.target(request));
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
