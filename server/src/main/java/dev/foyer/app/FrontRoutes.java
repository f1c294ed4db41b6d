package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.address.AddressShapes;
import dev.foyer.login.Login;
import dev.foyer.profile.Currencies;
import dev.foyer.profile.CurrentUserEndpoint;
import dev.foyer.registration.Accounts;
import dev.foyer.registration.Discretion;
import dev.foyer.registration.Registration;
import dev.foyer.registration.RegistrationEndpoint;
import dev.foyer.session.CsrfTokenEndpoint;
import dev.foyer.web.Router;

/// The front door: rows 1, 2 and 5 of contract B.0.
final class FrontRoutes {
    private static final String REGISTRATION = "/users/registration/";

    private FrontRoutes() {}

    static void open(Router routes, Ground ground) {
        var guards = ground.guards();
        var currencies = new Currencies(ground.settings(), ground.preferences());
        var addresses = new AddressShapes(ground.phones(), ground.places());
        var currentUser =
                new CurrentUserEndpoint(
                        ground.database(), ground.settings(), ground.phones(), addresses);
        var known = currencies.told(ground.devices().noted(guards.customers()));
        routes.route(GET, "/csrf_token/", guards.anyone(), new CsrfTokenEndpoint(ground.csrf()))
                .route(GET, "/current_user/", known, currentUser)
                .route(POST, REGISTRATION, guards.arriving(), registration(ground));
        if (ground.configuration().session().compatible()) {
            routes.speakPlainLists(REGISTRATION);
        }
    }

    private static RegistrationEndpoint registration(Ground ground) {
        var accounts =
                new Accounts(
                        ground.sessions(),
                        ground.confirmationMail(),
                        ground.ledger(),
                        ground.signIns(),
                        ground.settings(),
                        Login.REQUIRES_VERIFICATION,
                        ground.clock());
        var registration =
                new Registration(
                        ground.database(),
                        ground.hasher(),
                        ground.codes(),
                        accounts,
                        discretion(ground, accounts),
                        ground.settings(),
                        ground.configuration().registerView());
        return new RegistrationEndpoint(
                registration,
                ground.policy(),
                ground.phones(),
                ground.arrivals(),
                ground.throttle(),
                ground.clock());
    }

    private static Discretion discretion(Ground ground, Accounts accounts) {
        return new Discretion(
                accounts,
                ground.mailBudget(),
                EmailRoutes.taken(ground),
                ground.audit(),
                ground.secrets());
    }
}
