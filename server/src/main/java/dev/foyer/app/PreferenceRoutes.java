package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.PATCH;
import static dev.foyer.web.Method.POST;
import static dev.foyer.web.Method.PUT;

import dev.foyer.profile.ActivateCurrencyEndpoint;
import dev.foyer.profile.CityEndpoint;
import dev.foyer.profile.Currencies;
import dev.foyer.profile.SessionEndpoint;
import dev.foyer.profile.SetLanguageEndpoint;
import dev.foyer.web.Router;

/// Preferences: rows 17 and 19 of contract B.0, the language of B.9, and what the session holds.
final class PreferenceRoutes {
    private static final String CITY = "/users/city/";

    private PreferenceRoutes() {}

    static void open(Router routes, Ground ground) {
        var preferences = ground.preferences();
        var currencies = new Currencies(ground.settings(), preferences);
        var anyone = currencies.told(ground.guards().anyone());
        var currency = new ActivateCurrencyEndpoint(currencies, preferences);
        var city = new CityEndpoint(ground.cities(), preferences);
        var session = new SessionEndpoint(ground.database(), currencies, preferences);
        var language = new SetLanguageEndpoint(ground.languages(), preferences, ground.redirects());
        routes.route(POST, "/users/activate-currency/", anyone, currency)
                .route(POST, CITY, anyone, city)
                .route(PUT, CITY, anyone, city)
                .route(PATCH, CITY, anyone, city)
                .route(GET, "/users/session/", anyone, session)
                .page(POST, "/i18n/setlang/", anyone, language);
    }
}
