package dev.foyer.session;

import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `GET /csrf_token/` (contract B.1.1): the token in the cookie and in the body.
public final class CsrfTokenEndpoint implements VisitorEndpoint {
    private final Csrf csrf;

    public CsrfTokenEndpoint(Csrf csrf) {
        this.csrf = csrf;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var token = csrf.token(request);
        return Response.json(
                200,
                json ->
                        json.writeStartObject()
                                .writeStringProperty("csrf_token", token)
                                .writeEndObject());
    }
}
