package dev.foyer.management;

import dev.foyer.customer.ImportedCustomer;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Shapes;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A customer as export writes and import reads her: one JSON object, described for operators in
/// `docs/import.md`.
public final class CustomerRecord {
    /// Every name that a record may have, in the order in which they are written.
    public static final List<String> NAMES =
            List.of(
                    "external_id",
                    "email",
                    "email_verified",
                    "email_verified_at",
                    "emails",
                    "username",
                    "password_hash",
                    "first_name",
                    "last_name",
                    "phone",
                    "phone_verified",
                    "phone_verified_at",
                    "gender",
                    "date_of_birth",
                    "language_code",
                    "user_type",
                    "client_type",
                    "email_allowed",
                    "sms_allowed",
                    "call_allowed",
                    "whatsapp_allowed",
                    "consent_version",
                    "consented_at",
                    "is_active",
                    "date_joined",
                    "last_login",
                    "attributes");

    /// Those whose values are not plain, but a list or an object.
    public static final List<String> NESTED = List.of("emails", "attributes");

    /// In bytes of JSON. The largest customer has 8 KiB of attributes and twenty addresses.
    public static final int LARGEST = 64 * 1024;

    private CustomerRecord() {}

    static void write(JsonGenerator json, ImportedCustomer customer, Optional<String> hash) {
        json.writeStartObject();
        Shapes.optional(json, "external_id", customer.externalId());
        writeAddresses(json, customer.addresses());
        Shapes.optional(json, "username", customer.username());
        Shapes.optional(json, "password_hash", hash);
        writePerson(json, customer);
        json.writeStringProperty("language_code", customer.languageCode());
        json.writeStringProperty("user_type", customer.userType());
        json.writeStringProperty("client_type", customer.clientType());
        json.writeBooleanProperty("email_allowed", customer.consents().email());
        json.writeBooleanProperty("sms_allowed", customer.consents().sms());
        json.writeBooleanProperty("call_allowed", customer.consents().call());
        json.writeBooleanProperty("whatsapp_allowed", customer.consents().whatsapp());
        Shapes.optional(json, "consent_version", customer.consentVersion());
        time(json, "consented_at", customer.consented());
        json.writeBooleanProperty("is_active", customer.active());
        time(json, "date_joined", Optional.of(customer.joined()));
        time(json, "last_login", customer.lastLogin());
        json.writeName("attributes");
        json.writeTree(customer.attributes());
        json.writeEndObject();
    }

    private static void writeAddresses(
            JsonGenerator json, List<ImportedCustomer.Address> addresses) {
        var primary = addresses.getFirst();
        json.writeStringProperty("email", primary.email().address());
        json.writeBooleanProperty("email_verified", primary.verified().isPresent());
        time(json, "email_verified_at", primary.verified());
        json.writeName("emails");
        json.writeStartArray();
        for (var further : addresses.subList(1, addresses.size())) {
            json.writeStartObject();
            json.writeStringProperty("email", further.email().address());
            json.writeBooleanProperty("verified", further.verified().isPresent());
            time(json, "verified_at", further.verified());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePerson(JsonGenerator json, ImportedCustomer customer) {
        var person = customer.person();
        json.writeStringProperty("first_name", person.firstName());
        json.writeStringProperty("last_name", person.lastName());
        Shapes.optional(json, "phone", person.phone().map(Phone::e164));
        json.writeBooleanProperty("phone_verified", customer.phoneVerified().isPresent());
        time(json, "phone_verified_at", customer.phoneVerified());
        Shapes.optional(json, "gender", person.gender());
        Shapes.optional(json, "date_of_birth", person.dateOfBirth().map(Object::toString));
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> time) {
        Shapes.optional(json, name, time.map(Shapes::timestamp));
    }
}
