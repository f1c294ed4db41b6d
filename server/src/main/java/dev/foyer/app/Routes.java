package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;
import static dev.foyer.web.Method.PUT;

import dev.foyer.inbox.InboxEndpoint;
import dev.foyer.inbox.WelcomeEndpoint;
import dev.foyer.management.Health;
import dev.foyer.management.OpenApi;
import dev.foyer.management.Operator;
import dev.foyer.management.OutboxApi;
import dev.foyer.management.SettingsApi;
import dev.foyer.management.SmsApi;
import dev.foyer.session.Guards;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Guard;
import dev.foyer.web.Router;

/// The tables of routes: one line for each row of the contract (B.0).
final class Routes {
    private static final String LOGIN = "/users/login/";
    private static final String REGISTRATION = "/users/registration/";
    private static final Guard<Endpoint> OPEN = endpoint -> endpoint;

    private Routes() {}

    static Router shop(Features features, Guards guards, boolean compatible) {
        var anyone = guards.anyone();
        var customers = guards.customers();
        VisitorEndpoint confirm = features.accountConfirm();
        var routes =
                new Router()
                        .route(GET, "/csrf_token/", anyone, features.csrfToken())
                        .route(GET, "/current_user/", customers, features.currentUser())
                        .route(POST, LOGIN, guards.arriving(), features.login())
                        .page(POST, "/users/logout/", guards.leaving(), features.logout())
                        .route(POST, REGISTRATION, guards.arriving(), features.registration())
                        .page(
                                GET,
                                "/users/registration/account-confirm-email/<key>/",
                                anyone,
                                confirm)
                        .page(
                                POST,
                                "/users/registration/account-confirm-email/<key>/",
                                anyone,
                                confirm)
                        .route(
                                POST,
                                "/users/registration/verify-email/",
                                anyone,
                                features.verifyEmail())
                        .route(GET, "/users/password/rules/", anyone, features.passwordRules());
        if (compatible) {
            routes.speakPlainLists(LOGIN);
            routes.speakPlainLists(REGISTRATION);
        }
        return routes;
    }

    static void development(Router routes, WelcomeEndpoint welcome, InboxEndpoint inbox) {
        routes.page(GET, "/", OPEN, welcome)
                .page(GET, "/dev/inbox/", OPEN, inbox::page)
                .route(GET, "/dev/inbox/messages/", OPEN, inbox::messages);
    }

    static Router management(
            Health health, Operator operator, SettingsApi settings, OutboxApi outbox, SmsApi sms) {
        return new Router()
                .page(GET, "/health/live", OPEN, health::live)
                .page(GET, "/health/ready", OPEN, health::ready)
                .route(GET, "/api/openapi.json", operator, new OpenApi())
                .route(GET, "/api/settings/", operator, settings::list)
                .route(GET, "/api/settings/<name>/", operator, settings::get)
                .route(PUT, "/api/settings/<name>/", operator, settings::set)
                .route(DELETE, "/api/settings/<name>/", operator, settings::unset)
                .route(GET, "/api/outbox/", operator, outbox::list)
                .route(GET, "/api/outbox/<id>/", operator, outbox::show)
                .route(POST, "/api/outbox/<id>/retry/", operator, outbox::retry)
                .route(POST, "/api/sms/test/", operator, sms::test);
    }
}
