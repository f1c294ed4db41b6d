package dev.foyer.addresses;

import dev.foyer.address.AddressSettings;
import dev.foyer.customer.Phones;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.places.Country;
import dev.foyer.places.Places;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the shop asks of an address. Safe for use by many threads.
record AddressRules(Phones phones, Places places, DynamicSettings settings) {
    int shortestPhone() {
        return settings.get(AddressSettings.ADDRESS_PHONE_MIN_LENGTH);
    }

    /// The fields that an address in this country must have, beyond those of every address.
    Set<String> required(Optional<Country> country) {
        var byCountry = settings.get(AddressSettings.ADDRESS_SERIALIZER_FIELDS);
        var code = country.map(Country::code).orElse("");
        var required = new HashSet<>(AddressSettings.required(byCountry, code));
        if (settings.get(AddressSettings.ADDRESS_DISTRICT_REQUIRED)) {
            required.add("district");
        }
        return required;
    }
}
