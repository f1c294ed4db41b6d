package dev.foyer.session;

import dev.foyer.web.Endpoint;
import dev.foyer.web.Guard;
import dev.foyer.web.Problem;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// Who may come to a route, in the order of contract 0.1.2: 401 where a customer is needed, then
/// CSRF 403.
public final class Guards {
    private static final Guard<Endpoint> SIGNED_HOOK =
            new Guard<>() {
                @Override
                public Endpoint guard(Endpoint endpoint) {
                    return endpoint;
                }

                @Override
                public boolean needsFilter() {
                    return false;
                }
            };

    private final Csrf csrf;
    private final SessionSettings settings;

    public Guards(Csrf csrf, SessionSettings settings) {
        this.csrf = csrf;
        this.settings = settings;
    }

    /// Anyone, with a CSRF token on unsafe methods.
    public Guard<VisitorEndpoint> anyone() {
        return endpoint ->
                request -> {
                    var visitor = request.companion(Visitor.class);
                    csrf.require(request, csrf.needsToken(visitor));
                    return endpoint.answer(request, visitor);
                };
    }

    /// Those who come to sign in or to register: like [#anyone], but the published storefront sends
    /// no token there, whoever is signed in (contract 0.1.5 a).
    public Guard<VisitorEndpoint> arriving() {
        return settings.compatible()
                ? endpoint ->
                        request -> {
                            csrf.require(request, false);
                            return endpoint.answer(request, request.companion(Visitor.class));
                        }
                : anyone();
    }

    /// Customers who have signed in.
    public Guard<CustomerEndpoint> customers() {
        return endpoint ->
                request -> {
                    var customer = signedIn(request);
                    csrf.require(request, csrf.needsToken(customer));
                    return endpoint.answer(request, customer);
                };
    }

    /// Those who come to sign out: customers; in the manner of the published storefront also
    /// guests, and where only the token is missing a form with the right one (contract 0.1.5 c).
    public Guard<VisitorEndpoint> leaving() {
        if (!settings.compatible()) {
            return endpoint ->
                    customers().guard((request, customer) -> endpoint.answer(request, customer));
        }
        return endpoint ->
                request -> {
                    var visitor = request.companion(Visitor.class);
                    if (csrf.needsToken(visitor)
                            && csrf.lacksOnlyToken(request)
                            && !request.accept().names("application/json")) {
                        return form(csrf.token(request));
                    }
                    return anyone().guard(endpoint).answer(request);
                };
    }

    /// Services whose calls are signed (contract 0.1.2): no session is looked for, no cookie is set
    /// and no CSRF token is asked for, since such a caller has nothing that a browser could lend to
    /// somebody else. The endpoint holds the signature against the body.
    public static Guard<Endpoint> signedHook() {
        return SIGNED_HOOK;
    }

    private static Visitor.SignedIn signedIn(Request request) {
        if (request.companion(Visitor.class) instanceof Visitor.SignedIn customer) {
            return customer;
        }
        throw new Refusal(Problem.notAuthenticated());
    }

    /// The token is letters and digits alone, so nothing needs escaping.
    private static Response form(String token) {
        return Response.html(
                        403,
                        """
                <!DOCTYPE html>
                <title>403</title>
                <form method="post">
                <input type="hidden" name="csrfmiddlewaretoken" value="%s">
                <button>OK</button>
                </form>
                """
                                .formatted(token))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'")
                .with("Referrer-Policy", "same-origin");
    }
}
