package dev.foyer.profile;

import dev.foyer.customer.Attributes;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.secret.Digest;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;

/// `GET /current_user/` (contract B.1.2): what a storefront asks for on every page.
public final class CurrentUserEndpoint implements CustomerEndpoint {
    private final Database database;
    private final Phones phones;

    public CurrentUserEndpoint(Database database, Phones phones) {
        this.database = database;
        this.phones = phones;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn visitor) {
        return database.read(handle -> Customers.find(handle, visitor.customerId()))
                .map(customer -> Response.json(200, json -> write(json, customer)))
                .orElseGet(() -> ProblemWriter.answer(Problem.notAuthenticated(), request));
    }

    private void write(JsonGenerator json, Customer customer) {
        var person = customer.person();
        json.writeStartObject();
        json.writeNumberProperty("pk", customer.id());
        json.writeStringProperty("first_name", person.firstName());
        json.writeStringProperty("last_name", person.lastName());
        Shapes.optional(json, "phone", person.phone().map(phones::printed));
        json.writeStringProperty("email", customer.email().address());
        json.writeBooleanProperty("email_allowed", customer.consents().email());
        json.writeBooleanProperty("sms_allowed", customer.consents().sms());
        json.writeBooleanProperty("call_allowed", customer.consents().call());
        json.writeName("attributes");
        json.writeTree(Attributes.printed(customer.attributes()));
        json.writeStringProperty(
                "hashed_email", Digest.md5Hex(customer.email().address().toLowerCase(Locale.ROOT)));
        json.writeStringProperty("date_joined", Shapes.timestamp(customer.dateJoined()));
        Shapes.optional(json, "last_login", customer.lastLogin().map(Shapes::timestamp));
        Shapes.optional(json, "gender", person.gender());
        Shapes.optional(json, "date_of_birth", person.dateOfBirth().map(Object::toString));
        json.writeBooleanProperty("is_email_verified", customer.email().verified());
        json.writeBooleanProperty("is_social_networks_connected", false);
        json.writeStringProperty("client_type", customer.clientType());
        json.writeNullProperty("selected_address");
        json.writeEndObject();
    }
}
