package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.session.SessionsEndpoint;
import dev.foyer.web.Request;
import dev.foyer.web.Router;

/// Sessions for people (ours).
final class SessionRoutes {
    private SessionRoutes() {}

    static void open(Router routes, Ground ground) {
        var customers = ground.guards().customers();
        var sessions =
                new SessionsEndpoint(
                        ground.database(),
                        ground.sessions(),
                        ground.arrivals(),
                        ground.deviceNames(),
                        (tx, request, customer, count) ->
                                ground.audit().note(tx, ended(request, customer, count)));
        routes.route(GET, "/users/sessions/", customers, sessions::list)
                .route(DELETE, "/users/sessions/<id>/", customers, sessions::end)
                .route(POST, "/users/sessions/end-others/", customers, sessions::endOthers);
    }

    private static Event ended(Request request, long customer, int count) {
        return Event.byCustomer(Kind.SESSIONS_ENDED, customer, request)
                .with("sessions", Integer.toString(count));
    }
}
