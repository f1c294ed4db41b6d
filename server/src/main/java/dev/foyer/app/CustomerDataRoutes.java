package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.management.CustomerExportApi;
import dev.foyer.management.CustomerImportApi;
import dev.foyer.management.Operator;
import dev.foyer.web.Router;

/// Customers in and out by the thousand, on the management port.
final class CustomerDataRoutes {
    private CustomerDataRoutes() {}

    static void open(Router routes, Ground ground, Operator operator) {
        var imports =
                new CustomerImportApi(
                        ground.database(), ground.phones(), ground.ledger(), ground.clock());
        var exports = new CustomerExportApi(ground.database());
        routes.route(POST, CustomerImportApi.PATH, operator, imports::bring)
                .route(GET, CustomerExportApi.PATH, operator, exports::page)
                .takeBodiesOf(CustomerImportApi.LARGEST_BATCH, CustomerImportApi.PATH);
    }
}
