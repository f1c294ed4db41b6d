package dev.foyer.login;

import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/logout/` (contract 0.2.2): ends this session and its key, and only these.
public final class LogoutEndpoint implements VisitorEndpoint {
    private final Arrivals arrivals;

    public LogoutEndpoint(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        switch (visitor) {
            case Visitor.SignedIn customer -> arrivals.farewell(request, customer);
            case Visitor.Guest _ -> {}
        }
        return Response.empty(200);
    }
}
