package dev.foyer.address;

import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What an operator may change about addresses (contract B.9).
public final class AddressSettings {
    /// The shortest phone number, as it is written without blanks: 11 is a Turkish one with its
    /// leading zero.
    public static final Setting<Integer> ADDRESS_PHONE_MIN_LENGTH =
            Setting.number(
                    "ADDRESS_PHONE_MIN_LENGTH",
                    0,
                    16,
                    11,
                    "Fewest characters of an address's phone, without blanks and signs.");

    public static final Setting<Boolean> ADDRESS_DISTRICT_REQUIRED =
            Setting.truth(
                    "ADDRESS_DISTRICT_REQUIRED",
                    false,
                    "An address must name a district where its township has any.");

    /// For all countries that are not named.
    private static final String OTHERS = "*";

    /// What may be asked for beyond what every address needs: `title`, `country` and `line`.
    private static final List<String> FIELDS =
            List.of(
                    "first_name",
                    "last_name",
                    "email",
                    "phone_number",
                    "city",
                    "township",
                    "district",
                    "postcode",
                    "identity_number",
                    "notes");

    private static final String EXPECTED =
            "an object: country codes such as TR, or * for all others, with lists of "
                    + String.join(", ", FIELDS);
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}|\\*");
    private static final int MOST_COUNTRIES = 300;

    /// Which fields an address must have, by country.
    public static final Setting<Map<String, List<String>>> ADDRESS_SERIALIZER_FIELDS =
            Setting.shaped(
                    "ADDRESS_SERIALIZER_FIELDS",
                    EXPECTED,
                    Map.of(
                            OTHERS,
                            List.of("first_name", "last_name", "phone_number", "city", "township")),
                    "Required fields of an address by country, beside title, country and line.",
                    AddressSettings::fields,
                    Secrecy.NONE);

    private AddressSettings() {}

    /// What a country's addresses must have.
    public static List<String> required(Map<String, List<String>> byCountry, String code) {
        return byCountry.getOrDefault(code, byCountry.getOrDefault(OTHERS, List.of()));
    }

    private static Reading<Map<String, List<String>>> fields(JsonNode node) {
        if (!node.isObject() || node.size() > MOST_COUNTRIES) {
            return Reading.wrong(EXPECTED);
        }
        var byCountry = new HashMap<String, List<String>>();
        for (var entry : node.properties()) {
            var names = entry.getValue().valueStream().map(name -> name.asString("")).toList();
            boolean sound =
                    COUNTRY.matcher(entry.getKey()).matches()
                            && entry.getValue().isArray()
                            && FIELDS.containsAll(names);
            if (!sound) {
                return Reading.wrong(EXPECTED);
            }
            byCountry.put(entry.getKey(), names);
        }
        return Reading.value(Map.copyOf(byCountry));
    }
}
