package dev.foyer.profile;

import dev.foyer.customer.Customers;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.session.Preferences;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.util.Optional;

/// `GET /users/session/` (ours): who is asking and what her session holds, for the other services
/// of the shop, which hand on her cookie: `{"signed_in", "pk", "currency", "city", "language"}`.
public final class SessionEndpoint implements VisitorEndpoint {
    private final Database database;
    private final Currencies currencies;
    private final Preferences preferences;

    public SessionEndpoint(Database database, Currencies currencies, Preferences preferences) {
        this.database = database;
        this.currencies = currencies;
        this.preferences = preferences;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var currency = currencies.active(request);
        var city = city(request, visitor);
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    who(json, visitor);
                    json.writeStringProperty("currency", currency);
                    Shapes.optional(json, "city", city);
                    json.writeStringProperty("language", request.language().code());
                    json.writeEndObject();
                });
    }

    private static void who(JsonGenerator json, Visitor visitor) {
        switch (visitor) {
            case Visitor.Guest _ ->
                    json.writeBooleanProperty("signed_in", false).writeNullProperty("pk");
            case Visitor.SignedIn customer ->
                    json.writeBooleanProperty("signed_in", true)
                            .writeNumberProperty("pk", customer.customerId());
        }
    }

    private Optional<String> city(Request request, Visitor visitor) {
        return switch (visitor) {
            case Visitor.Guest _ -> preferences.of(request).city();
            case Visitor.SignedIn customer ->
                    database.read(handle -> Customers.city(handle, customer.customerId()));
        };
    }
}
