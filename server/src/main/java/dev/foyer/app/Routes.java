package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;
import static dev.foyer.web.Method.PUT;

import dev.foyer.inbox.InboxEndpoint;
import dev.foyer.inbox.WelcomeEndpoint;
import dev.foyer.login.PassLetters;
import dev.foyer.management.ConsentPage;
import dev.foyer.management.ConsentsApi;
import dev.foyer.management.Health;
import dev.foyer.management.Metrics;
import dev.foyer.management.OpenApi;
import dev.foyer.management.Operator;
import dev.foyer.management.OutboxApi;
import dev.foyer.management.SettingsApi;
import dev.foyer.management.SmsApi;
import dev.foyer.outbox.OutboxDesk;
import dev.foyer.outbox.SmsDesk;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Guard;
import dev.foyer.web.Router;

/// The two tables of routes. The features of the shop stand in the order of the contract (B.0);
/// each has a file of its own, with one line for each row.
final class Routes {
    static final Guard<Endpoint> OPEN = endpoint -> endpoint;

    private Routes() {}

    static Router shop(Ground ground, PassLetters passes) {
        var routes = new Router();
        FrontRoutes.open(routes, ground);
        LoginRoutes.open(routes, ground, passes);
        EmailRoutes.open(routes, ground);
        PasswordRoutes.open(routes, ground);
        ErasureRoutes.open(routes, ground);
        PreferenceRoutes.open(routes, ground);
        SessionRoutes.open(routes, ground);
        AddressRoutes.open(routes, ground);
        HookRoutes.open(routes, ground);
        CodeLoginRoutes.open(routes, ground);
        ProfileRoutes.open(routes, ground);
        CaptchaRoutes.open(routes, ground);
        if (ground.configuration().mode() == Configuration.Mode.DEVELOPMENT) {
            development(routes, ground);
        }
        return routes;
    }

    private static void development(Router routes, Ground ground) {
        var welcome = new WelcomeEndpoint(ground.pages(), ground.publicUrl(), Version.text());
        var inbox = new InboxEndpoint(ground.database(), ground.pages(), ground.phones());
        routes.page(GET, "/", OPEN, welcome)
                .page(GET, "/dev/inbox/", OPEN, inbox::page)
                .route(GET, "/dev/inbox/messages/", OPEN, inbox::messages);
    }

    static Router management(Ground ground, Operator operator) {
        var routes = new Router();
        var health = new Health(ground.database());
        var metrics =
                new Metrics(
                        ground.counters(), ground.database(), ground.hasher(), ground.changes());
        routes.page(GET, "/health/live", OPEN, health::live)
                .page(GET, "/health/ready", OPEN, health::ready)
                .page(GET, "/metrics", OPEN, metrics::show)
                .route(GET, "/api/openapi.json", operator, new OpenApi());
        settings(routes, ground, operator);
        outbox(routes, ground, operator);
        SupportRoutes.manage(routes, ground, operator);
        ErasureRoutes.manage(routes, ground, operator);
        HookRoutes.manage(routes, ground, operator);
        consents(routes, ground, operator);
        CustomerDataRoutes.open(routes, ground, operator);
        return routes;
    }

    private static void settings(Router routes, Ground ground, Operator operator) {
        var settings = new SettingsApi(ground.settings());
        routes.route(GET, "/api/settings/", operator, settings::list)
                .route(GET, "/api/settings/<name>/", operator, settings::get)
                .route(PUT, "/api/settings/<name>/", operator, settings::set)
                .route(DELETE, "/api/settings/<name>/", operator, settings::unset);
    }

    private static void outbox(Router routes, Ground ground, Operator operator) {
        var desk = new OutboxDesk(ground.database(), ground.clock());
        var outbox = new OutboxApi(desk);
        var smsDesk =
                new SmsDesk(ground.sms(), ground.settings(), ground.secrets(), ground.clock());
        var sms = new SmsApi(smsDesk, ground.phones());
        routes.route(GET, "/api/outbox/", operator, outbox::list)
                .route(GET, "/api/outbox/<id>/", operator, outbox::show)
                .route(POST, "/api/outbox/<id>/retry/", operator, outbox::retry)
                .route(POST, "/api/sms/test/", operator, sms::test);
    }

    private static void consents(Router routes, Ground ground, Operator operator) {
        var page = new ConsentPage(ground.pages(), ground.settings(), ground.clock());
        var consents = new ConsentsApi(ground.ledger(), ground.database(), page);
        routes.route(GET, "/api/consents/verify/", operator, consents::verify)
                .route(GET, "/api/consents/checkpoints/", operator, consents::lastCheckpoint)
                .route(POST, "/api/consents/checkpoints/", operator, consents::takeCheckpoint)
                .route(GET, "/api/consents/checkpoints/<id>/", operator, consents::checkpoint)
                .route(GET, "/api/consents/history/", operator, consents::history)
                .page(GET, "/api/consents/history/page/", operator, consents::historyPage);
    }
}
