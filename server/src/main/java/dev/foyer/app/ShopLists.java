package dev.foyer.app;

import dev.foyer.places.Cities;
import dev.foyer.places.Places;
import dev.foyer.words.Languages;

/// Words and lists of places: ours, or those of the shop's folder. One with a mistake starts no
/// server.
final class ShopLists {
    private ShopLists() {}

    static Languages languages(Configuration configuration) throws StartRefused {
        try {
            return Languages.load(configuration.shopFiles(), configuration.language());
        } catch (IllegalArgumentException e) {
            throw new StartRefused("LANGUAGE_CODE: " + e.getMessage());
        }
    }

    static Cities cities(Configuration configuration) throws StartRefused {
        try {
            return Cities.load(configuration.shopFiles());
        } catch (IllegalArgumentException e) {
            throw new StartRefused("SHOP_FILES: places/cities.json: " + e.getMessage());
        }
    }

    static Places places(Configuration configuration, Cities cities) throws StartRefused {
        try {
            return Places.load(configuration.shopFiles(), cities);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("SHOP_FILES: " + e.getMessage());
        }
    }
}
