package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.address.AddressShapes;
import dev.foyer.login.Login;
import dev.foyer.login.LoginEndpoint;
import dev.foyer.login.LogoutEndpoint;
import dev.foyer.profile.Currencies;
import dev.foyer.profile.CurrentUserEndpoint;
import dev.foyer.registration.Accounts;
import dev.foyer.registration.Registration;
import dev.foyer.registration.RegistrationEndpoint;
import dev.foyer.session.CsrfTokenEndpoint;
import dev.foyer.web.Router;

/// The front door: rows 1 to 5 of contract B.0.
final class FrontRoutes {
    private static final String LOGIN = "/users/login/";
    private static final String REGISTRATION = "/users/registration/";

    private FrontRoutes() {}

    static void open(Router routes, Ground ground) {
        var guards = ground.guards();
        var currencies = new Currencies(ground.settings(), ground.preferences());
        var addresses = new AddressShapes(ground.phones(), ground.places());
        var currentUser = new CurrentUserEndpoint(ground.database(), ground.phones(), addresses);
        var logout = new LogoutEndpoint(ground.arrivals());
        routes.route(GET, "/csrf_token/", guards.anyone(), new CsrfTokenEndpoint(ground.csrf()))
                .route(GET, "/current_user/", currencies.told(guards.customers()), currentUser)
                .route(POST, LOGIN, guards.arriving(), login(ground))
                .page(POST, "/users/logout/", guards.leaving(), logout)
                .route(POST, REGISTRATION, guards.arriving(), registration(ground));
        if (ground.configuration().session().compatible()) {
            routes.speakPlainLists(LOGIN);
            routes.speakPlainLists(REGISTRATION);
        }
    }

    private static LoginEndpoint login(Ground ground) {
        var login =
                new Login(
                        ground.database(),
                        ground.hasher(),
                        ground.sessions(),
                        ground.settings(),
                        ground.clock());
        return new LoginEndpoint(login, ground.arrivals(), ground.redirects());
    }

    private static RegistrationEndpoint registration(Ground ground) {
        var accounts =
                new Accounts(
                        ground.sessions(),
                        ground.confirmationMail(),
                        ground.ledger(),
                        ground.settings(),
                        ground.clock());
        var registration =
                new Registration(
                        ground.database(),
                        ground.hasher(),
                        ground.codes(),
                        accounts,
                        ground.settings(),
                        Login.REQUIRES_VERIFICATION,
                        ground.configuration().registerView());
        return new RegistrationEndpoint(
                registration,
                ground.policy(),
                ground.phones(),
                ground.arrivals(),
                ground.redirects(),
                ground.clock());
    }
}
