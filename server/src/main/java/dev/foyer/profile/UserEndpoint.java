package dev.foyer.profile;

import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

/// `GET /users/user/` (contract B.6.2).
public final class UserEndpoint implements CustomerEndpoint {
    private final Database database;

    public UserEndpoint(Database database) {
        this.database = database;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn visitor) {
        return database.read(handle -> Customers.find(handle, visitor.customerId()))
                .map(customer -> Response.json(200, json -> write(json, customer)))
                .orElseGet(() -> ProblemWriter.answer(Problem.notAuthenticated(), request));
    }

    private static void write(JsonGenerator json, Customer customer) {
        json.writeStartObject();
        json.writeNumberProperty("pk", customer.id());
        Shapes.optional(json, "username", customer.username());
        json.writeStringProperty("email", customer.email().address());
        json.writeStringProperty("first_name", customer.person().firstName());
        json.writeStringProperty("last_name", customer.person().lastName());
        json.writeEndObject();
    }
}
