package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.PATCH;
import static dev.foyer.web.Method.POST;

import dev.foyer.management.Operator;
import dev.foyer.session.Guards;
import dev.foyer.unsubscribe.Gateway;
import dev.foyer.unsubscribe.HookMemory;
import dev.foyer.unsubscribe.Services;
import dev.foyer.unsubscribe.ServicesApi;
import dev.foyer.unsubscribe.Unsubscribe;
import dev.foyer.unsubscribe.UnsubscribeEndpoint;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Router;

/// The hooks: rows 14 and 15 of contract B.0, and on the management port those who may call them.
final class HookRoutes {
    private static final String KVKK = "/users/hooks/kvkk-unsubscribe-user/";
    private static final String OTHER = "/users/hooks/unsubscribe-user/";

    private HookRoutes() {}

    /// The source's own samples send POST (contract 0.2.9).
    static void open(Router routes, Ground ground) {
        var unsubscribe = unsubscribe(ground);
        Endpoint kvkk = hook(ground, unsubscribe, Gateway.KVKK);
        Endpoint other = hook(ground, unsubscribe, Gateway.DEFAULT);
        routes.route(PATCH, KVKK, Guards.signedHook(), kvkk)
                .route(POST, KVKK, Guards.signedHook(), kvkk)
                .route(PATCH, OTHER, Guards.signedHook(), other)
                .route(POST, OTHER, Guards.signedHook(), other);
    }

    static void manage(Router routes, Ground ground, Operator operator) {
        var services = new ServicesApi(services(ground));
        routes.route(GET, "/api/services/", operator, services::list)
                .route(POST, "/api/services/", operator, services::add)
                .route(DELETE, "/api/services/<name>/", operator, services::remove)
                .route(POST, "/api/services/<name>/rotate/", operator, services::rotate);
    }

    static Services services(Ground ground) {
        return new Services(ground.database(), ground.settings(), ground.secrets(), ground.clock());
    }

    static HookMemory memory(Ground ground) {
        return new HookMemory(
                ground.database(), ground.settings(), ground.secrets(), ground.clock());
    }

    private static Endpoint hook(Ground ground, Unsubscribe unsubscribe, Gateway gateway) {
        return new UnsubscribeEndpoint(unsubscribe, ground.phones(), gateway, ground.throttle());
    }

    private static Unsubscribe unsubscribe(Ground ground) {
        return new Unsubscribe(
                ground.database(),
                services(ground),
                memory(ground),
                ground.ledger(),
                ground.audit(),
                ground.settings(),
                ground.clock());
    }
}
