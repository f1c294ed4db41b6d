package dev.foyer.support;

import dev.foyer.credential.Credentials;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.Shapes;
import dev.foyer.session.DeskSessions;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What support needs to know of a customer: whether and how she can come in, and what she allowed.
///
/// @param passwordChanged empty where she has no password
/// @param sessions how many places she is signed in at
record CustomerFile(
        Customer customer,
        List<EmailAddresses.Entry> addresses,
        Optional<Instant> passwordChanged,
        int sessions) {
    static Optional<CustomerFile> read(Handle handle, long id, Instant now) {
        return Customers.find(handle, id)
                .map(
                        customer ->
                                new CustomerFile(
                                        customer,
                                        EmailAddresses.of(handle, id),
                                        Credentials.stored(handle, id)
                                                .map(Credentials.Stored::changed),
                                        DeskSessions.count(handle, id, now)));
    }

    void write(JsonGenerator json, Masks masks) {
        var person = customer.person();
        json.writeStartObject();
        json.writeNumberProperty("id", customer.id());
        json.writeBooleanProperty("active", customer.active());
        json.writeBooleanProperty("erased", isErased());
        json.writeStringProperty("user_type", customer.userType());
        json.writeStringProperty("client_type", customer.clientType());
        Shapes.optional(json, "username", customer.username().map(masks::name));
        json.writeStringProperty("first_name", masks.name(person.firstName()));
        json.writeStringProperty("last_name", masks.name(person.lastName()));
        writeAddresses(json, masks);
        Shapes.optional(json, "phone", person.phone().map(phone -> masks.phone(phone.e164())));
        json.writeStringProperty("language", customer.languageCode());
        writeConsents(json);
        Shapes.optional(json, "password_changed", passwordChanged.map(Shapes::timestamp));
        json.writeNumberProperty("sessions", sessions);
        json.writeStringProperty("joined", Shapes.timestamp(customer.dateJoined()));
        Shapes.optional(json, "last_login", customer.lastLogin().map(Shapes::timestamp));
        json.writeEndObject();
    }

    /// Nothing else has an address under this name (RFC 2606, 2).
    private boolean isErased() {
        return customer.email().address().endsWith("@anonymized.invalid");
    }

    private void writeAddresses(JsonGenerator json, Masks masks) {
        json.writeName("emails");
        json.writeStartArray();
        for (var entry : addresses) {
            json.writeStartObject();
            json.writeStringProperty("address", masks.email(entry.email().address()));
            json.writeBooleanProperty("primary", entry.primary());
            json.writeBooleanProperty("verified", entry.verified());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeConsents(JsonGenerator json) {
        var consents = customer.consents();
        json.writeName("consents");
        json.writeStartObject();
        json.writeBooleanProperty("email", consents.email());
        json.writeBooleanProperty("sms", consents.sms());
        json.writeBooleanProperty("call", consents.call());
        json.writeBooleanProperty("whatsapp", consents.whatsapp());
        json.writeEndObject();
    }

    @Override
    public String toString() {
        return customer.toString();
    }
}
