package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.PATCH;
import static dev.foyer.web.Method.POST;

import dev.foyer.erasure.AnonymizeEndpoint;
import dev.foyer.erasure.Certificates;
import dev.foyer.erasure.CustomerDataApi;
import dev.foyer.erasure.DataExport;
import dev.foyer.erasure.Erasure;
import dev.foyer.erasure.ExportEndpoint;
import dev.foyer.erasure.Retention;
import dev.foyer.management.Operator;
import dev.foyer.web.Router;

/// Erasure and export: row 16 of contract B.0, and ours.
final class ErasureRoutes {
    private ErasureRoutes() {}

    static void open(Router routes, Ground ground) {
        var customers = ground.guards().customers();
        var anonymize =
                new AnonymizeEndpoint(erasure(ground), ground.settings(), ground.arrivals());
        routes.route(PATCH, "/users/anonymize/", customers, anonymize)
                .route(
                        GET,
                        "/users/export/",
                        customers,
                        new ExportEndpoint(export(ground), ground.audit(), ground.throttle()));
    }

    static void manage(Router routes, Ground ground, Operator operator) {
        var certificates = new Certificates(ground.secrets());
        var api =
                new CustomerDataApi(
                        ground.database(),
                        export(ground),
                        erasure(ground),
                        certificates,
                        ground.audit());
        routes.route(GET, "/api/customers/<id>/export/", operator, api::export)
                .route(POST, "/api/customers/<id>/erase/", operator, api::erase)
                .route(GET, "/api/customers/<id>/certificate/", operator, api::certificate);
    }

    static Retention retention(Ground ground) {
        return new Retention(
                ground.database(),
                ground.ledger(),
                erasure(ground),
                ground.settings(),
                ground.clock());
    }

    private static Erasure erasure(Ground ground) {
        return new Erasure(
                ground.database(),
                ground.ledger(),
                ground.secrets(),
                new Certificates(ground.secrets()),
                ground.audit(),
                ground.clock());
    }

    private static DataExport export(Ground ground) {
        return new DataExport(ground.database(), ground.ledger(), ground.clock());
    }
}
