package dev.foyer.customer;

import dev.foyer.words.Language;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

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

    /// What the profile body shows of somebody.
    ///
    /// @param id empty while there is no account yet, and so is `dateJoined`
    public record Profile(
            Optional<Long> id,
            Person person,
            Consents consents,
            Optional<String> avatar,
            String email,
            String languageCode,
            ObjectNode attributes,
            Optional<Instant> dateJoined) {
        public static Profile of(Customer customer) {
            return new Profile(
                    Optional.of(customer.id()),
                    customer.person(),
                    customer.consents(),
                    customer.avatar(),
                    customer.email().address(),
                    customer.languageCode(),
                    customer.attributes(),
                    Optional.of(customer.dateJoined()));
        }

        /// Somebody whose registration is pending (contract 0.2.4).
        public static Profile of(NewCustomer pending) {
            return new Profile(
                    Optional.empty(),
                    pending.person(),
                    pending.consents(),
                    Optional.empty(),
                    pending.email().address(),
                    pending.languageCode(),
                    pending.attributes(),
                    Optional.empty());
        }

        /// The same with the whole address of her picture.
        public Profile withAvatar(Optional<String> url) {
            return new Profile(
                    id, person, consents, url, email, languageCode, attributes, dateJoined);
        }

        @Override
        public String toString() {
            return "a profile";
        }
    }

    /// The fields of the profile body (contract B.1.5), without the braces around them.
    public static void profile(
            JsonGenerator json, Profile profile, Phones phones, Language language) {
        var person = profile.person();
        json.writeName("id");
        profile.id().ifPresentOrElse(json::writeNumber, json::writeNull);
        json.writeStringProperty("first_name", person.firstName());
        json.writeStringProperty("last_name", person.lastName());
        json.writeBooleanProperty("email_allowed", profile.consents().email());
        json.writeBooleanProperty("sms_allowed", profile.consents().sms());
        json.writeBooleanProperty("call_allowed", profile.consents().call());
        optional(json, "avatar", profile.avatar());
        json.writeStringProperty("email", profile.email());
        optional(json, "phone", person.phone().map(phones::printed));
        optional(json, "date_of_birth", person.dateOfBirth().map(Object::toString));
        optional(json, "gender", person.gender());
        genders(json, language);
        json.writeStringProperty("language_code", profile.languageCode());
        json.writeName("attributes");
        json.writeTree(Attributes.printed(profile.attributes()));
        optional(json, "date_joined", profile.dateJoined().map(Shapes::timestamp));
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
