package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.PATCH;
import static dev.foyer.web.Method.POST;
import static dev.foyer.web.Method.PUT;

import dev.foyer.address.AddressShapes;
import dev.foyer.addresses.AddressEndpoint;
import dev.foyer.addresses.PlacesEndpoint;
import dev.foyer.web.Router;

/// The address book of contract B.9.
final class AddressRoutes {
    private static final String BOOK = "/address/";
    private static final String ONE = "/address/<pk>/";

    private AddressRoutes() {}

    static void open(Router routes, Ground ground) {
        var customers = ground.guards().customers();
        var addresses =
                new AddressEndpoint(
                        ground.database(),
                        ground.phones(),
                        ground.places(),
                        ground.settings(),
                        ground.publicUrl(),
                        ground.clock());
        routes.route(GET, BOOK, customers, addresses::list)
                .route(POST, BOOK, customers, addresses::add)
                .route(GET, "/address/detailed/", customers, addresses::detailed);
        openPlaces(routes, ground);
        routes.route(GET, ONE, customers, addresses::show)
                .route(PATCH, ONE, customers, addresses::change)
                .route(PUT, ONE, customers, addresses::replace)
                .route(DELETE, ONE, customers, addresses::remove);
    }

    private static void openPlaces(Router routes, Ground ground) {
        var customers = ground.guards().customers();
        var shapes = new AddressShapes(ground.phones(), ground.places());
        var places = new PlacesEndpoint(ground.places(), shapes, ground.publicUrl());
        routes.route(GET, "/address/country/", customers, (request, _) -> places.countries(request))
                .route(GET, "/address/city/", customers, (request, _) -> places.cities(request))
                .route(
                        GET,
                        "/address/township/",
                        customers,
                        (request, _) -> places.townships(request))
                .route(
                        GET,
                        "/address/district/",
                        customers,
                        (request, _) -> places.districts(request));
    }
}
