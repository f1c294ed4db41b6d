package dev.foyer.management;

import dev.foyer.db.Database;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `GET /health/live` and `GET /health/ready`: for a supervisor and for a load balancer. Both need
/// no token and tell nothing but themselves.
public final class Health {
    private final Database database;

    public Health(Database database) {
        this.database = database;
    }

    /// The process answers.
    public Response live(Request request) {
        return status(200, "ok", "");
    }

    /// The node can do its work, or why it cannot.
    public Response ready(Request request) {
        return database.isReady()
                ? status(200, "ok", "")
                : status(503, "unavailable", "the database does not answer")
                        .with("Retry-After", "2");
    }

    private static Response status(int status, String word, String reason) {
        return Response.json(
                status,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("status", word);
                    if (!reason.isEmpty()) {
                        json.writeStringProperty("reason", reason);
                    }
                    json.writeEndObject();
                });
    }
}
