package dev.foyer.app;

import static dev.foyer.web.Method.GET;

import dev.foyer.password.PasswordRulesEndpoint;
import dev.foyer.web.Router;

/// Passwords: the rules, ours.
final class PasswordRoutes {
    private PasswordRoutes() {}

    static void open(Router routes, Ground ground) {
        var anyone = ground.guards().anyone();
        var rules = new PasswordRulesEndpoint(ground.policy());
        routes.route(GET, "/users/password/rules/", anyone, rules);
    }
}
