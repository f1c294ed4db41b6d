package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.session.SessionsEndpoint;
import dev.foyer.web.Router;

/// Sessions for people (ours).
final class SessionRoutes {
    private SessionRoutes() {}

    static void open(Router routes, Ground ground) {
        var customers = ground.guards().customers();
        var sessions =
                new SessionsEndpoint(ground.database(), ground.sessions(), ground.arrivals());
        routes.route(GET, "/users/sessions/", customers, sessions::list)
                .route(DELETE, "/users/sessions/<id>/", customers, sessions::end)
                .route(POST, "/users/sessions/end-others/", customers, sessions::endOthers);
    }
}
