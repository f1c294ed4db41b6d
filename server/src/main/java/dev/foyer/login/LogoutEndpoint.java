package dev.foyer.login;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/logout/` (contract 0.2.2): ends this session and its key, and only these.
public final class LogoutEndpoint implements VisitorEndpoint {
    private final Arrivals arrivals;
    private final Audit audit;

    public LogoutEndpoint(Arrivals arrivals, Audit audit) {
        this.arrivals = arrivals;
        this.audit = audit;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        switch (visitor) {
            case Visitor.SignedIn customer ->
                    arrivals.farewell(
                            request,
                            customer,
                            tx -> audit.note(tx, signedOut(request, customer.customerId())));
            case Visitor.Guest _ -> {}
        }
        return Response.empty(200);
    }

    private static Event signedOut(Request request, long customerId) {
        return Event.byCustomer(Kind.SIGNED_OUT, customerId, request);
    }
}
