package dev.foyer.app;

import static dev.foyer.web.Method.POST;

import dev.foyer.login.CodeLogin;
import dev.foyer.login.CodeLoginEndpoint;
import dev.foyer.throttle.CodeTries;
import dev.foyer.web.Router;

/// Sign-in by a code: contract B.5.6.
final class CodeLoginRoutes {
    private static final String CODE_LOGIN = "/users/otp-login/";

    private CodeLoginRoutes() {}

    static void open(Router routes, Ground ground) {
        var login =
                new CodeLogin(
                        ground.database(),
                        ground.codes(),
                        ground.sessions(),
                        ground.signIns(),
                        ground.tallies(),
                        ground.settings(),
                        ground.clock());
        var endpoint =
                new CodeLoginEndpoint(
                        login,
                        ground.phones(),
                        ground.arrivals(),
                        new CodeTries(ground.throttle()));
        routes.route(POST, CODE_LOGIN, ground.guards().arriving(), endpoint);
        if (ground.configuration().session().compatible()) {
            routes.speakPlainLists(CODE_LOGIN);
        }
    }
}
