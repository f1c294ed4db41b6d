package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.management.Operator;
import dev.foyer.registration.RegistrationSettings;
import dev.foyer.support.AccountApi;
import dev.foyer.support.AccountDesk;
import dev.foyer.support.CustomerApi;
import dev.foyer.support.FindApi;
import dev.foyer.web.Router;

/// The desk: what operators do for one customer, on the management port.
final class SupportRoutes {
    private SupportRoutes() {}

    static void manage(Router routes, Ground ground, Operator operator) {
        var find = new FindApi(ground.database(), ground.phones(), ground.audit());
        var customers =
                new CustomerApi(
                        ground.database(), ground.audit(), ground.deviceNames(), ground.clock());
        var accounts = accounts(ground);
        routes.route(GET, "/api/customers/", operator, find::find)
                .route(POST, "/api/customers/", operator, accounts::create)
                .route(GET, "/api/customers/<id>/", operator, customers::show)
                .route(GET, "/api/customers/<id>/sessions/", operator, customers::sessions)
                .route(GET, "/api/customers/<id>/events/", operator, customers::events)
                .route(POST, "/api/customers/<id>/end-sessions/", operator, accounts::endSessions)
                .route(POST, "/api/customers/<id>/deactivate/", operator, accounts::deactivate)
                .route(POST, "/api/customers/<id>/activate/", operator, accounts::activate);
    }

    private static AccountApi accounts(Ground ground) {
        var requests = PasswordRoutes.requests(ground);
        var desk =
                new AccountDesk(
                        ground.database(),
                        ground.hasher(),
                        ground.ledger(),
                        new AccountDesk.Post(ground.confirmationMail(), requests::invite),
                        ground.sessions(),
                        ground.audit(),
                        ground.clock());
        return new AccountApi(
                desk,
                ground.policy(),
                ground.phones(),
                ground.languages(),
                ground.settings(),
                RegistrationSettings.PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE);
    }
}
