package dev.foyer.customer;

import dev.foyer.words.Language;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// The printed shapes of a customer, key by key in the documented order (contract 0.1.12).
public final class Shapes {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Shapes() {}

    /// A time as the contract prints it: six fractional digits and `Z`.
    public static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }

    /// The fields of the profile body (contract B.1.5), without the braces around them.
    public static void profile(JsonGenerator json, Customer customer, Language language) {
        var person = customer.person();
        json.writeNumberProperty("id", customer.id());
        json.writeStringProperty("first_name", person.firstName());
        json.writeStringProperty("last_name", person.lastName());
        json.writeBooleanProperty("email_allowed", customer.consents().email());
        json.writeBooleanProperty("sms_allowed", customer.consents().sms());
        json.writeBooleanProperty("call_allowed", customer.consents().call());
        optional(json, "avatar", customer.avatar());
        json.writeStringProperty("email", customer.email().address());
        optional(json, "phone", person.phone().map(Phone::printed));
        optional(json, "date_of_birth", person.dateOfBirth().map(Object::toString));
        optional(json, "gender", person.gender());
        genders(json, language);
        json.writeStringProperty("language_code", customer.languageCode());
        json.writeName("attributes");
        json.writeTree(Attributes.printed(customer.attributes()));
        json.writeStringProperty("date_joined", timestamp(customer.dateJoined()));
    }

    /// A text, or `null`.
    public static void optional(JsonGenerator json, String name, Optional<String> value) {
        json.writeName(name);
        value.ifPresentOrElse(json::writeString, json::writeNull);
    }

    private static void genders(JsonGenerator json, Language language) {
        json.writeName("genders");
        json.writeStartArray();
        for (var gender : List.of("female", "male")) {
            json.writeStartObject();
            json.writeStringProperty("value", gender);
            json.writeStringProperty("label", language.say("gender." + gender));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
