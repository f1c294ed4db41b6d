package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.login.Entrance;
import dev.foyer.login.Login;
import dev.foyer.login.LoginEndpoint;
import dev.foyer.login.LogoutEndpoint;
import dev.foyer.login.PassEndpoint;
import dev.foyer.login.PassKeys;
import dev.foyer.login.PassLetters;
import dev.foyer.login.PassMail;
import dev.foyer.web.Router;

/// Sign in and sign out: rows 3 and 4 of contract B.0, and the way in for an owner at whose account
/// strangers knock.
final class LoginRoutes {
    private static final String LOGIN = "/users/login/";
    private static final String PASS = "/users/login/pass/<key>/";

    private LoginRoutes() {}

    static void open(Router routes, Ground ground, PassLetters passes) {
        var guards = ground.guards();
        var logout = new LogoutEndpoint(ground.arrivals(), ground.audit());
        var pass =
                new PassEndpoint(
                        ground.database(),
                        new PassKeys(ground.secrets(), ground.clock()),
                        ground.devices(),
                        ground.settings(),
                        ground.csrf(),
                        ground.pages());
        routes.route(POST, LOGIN, guards.arriving(), login(ground, passes))
                .page(POST, "/users/logout/", guards.leaving(), logout)
                .page(GET, PASS, guards.anyone(), pass)
                .page(POST, PASS, guards.anyone(), pass);
        if (ground.configuration().session().compatible()) {
            routes.speakPlainLists(LOGIN);
        }
    }

    /// Writes to owners at whose accounts strangers knock; not yet started.
    static PassLetters letters(Ground ground) {
        var mail =
                new PassMail(
                        new PassKeys(ground.secrets(), ground.clock()),
                        ground.letters(),
                        ground.outbox(),
                        ground.settings(),
                        ground.languages(),
                        ground.publicUrl());
        return new PassLetters(
                ground.database(), ground.throttle(), mail, ground.clock(), ground.chance());
    }

    private static LoginEndpoint login(Ground ground, PassLetters passes) {
        var entrance =
                new Entrance(
                        ground.throttle(),
                        ground.devices(),
                        passes,
                        ground.tallies(),
                        ground.secrets());
        var login =
                new Login(
                        ground.database(),
                        ground.hasher(),
                        ground.sessions(),
                        entrance,
                        ground.signIns(),
                        ground.settings(),
                        ground.clock());
        return new LoginEndpoint(login, ground.arrivals());
    }
}
