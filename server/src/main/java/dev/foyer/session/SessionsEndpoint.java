package dev.foyer.session;

import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Sessions for people (ours): `GET /users/sessions/`, `DELETE /users/sessions/<id>/` and `POST
/// /users/sessions/end-others/`. Safe for use by many threads.
public final class SessionsEndpoint {
    /// RFC 9562, 4, in lower case.
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Database database;
    private final Sessions sessions;
    private final Arrivals arrivals;
    private final DeviceNames devices;
    private final Ended noted;

    public SessionsEndpoint(
            Database database,
            Sessions sessions,
            Arrivals arrivals,
            DeviceNames devices,
            Ended noted) {
        this.database = database;
        this.sessions = sessions;
        this.arrivals = arrivals;
        this.devices = devices;
        this.noted = noted;
    }

    /// Told, in its transaction, that a customer has ended sessions of hers.
    @FunctionalInterface
    public interface Ended {
        void note(Handle tx, Request request, long customerId, int count);
    }

    /// Her sessions, the present one first. `last_seen` is as fine as sessions are refreshed, which
    /// is at most daily.
    public Response list(Request request, Visitor.SignedIn customer) {
        var all = sessions.of(customer);
        return Response.json(
                200,
                json -> {
                    json.writeStartArray();
                    all.forEach(session -> write(json, session, request.language()));
                    json.writeEndArray();
                });
    }

    /// Ends one of her sessions with its key: 204. To end the present one is to sign out.
    public Response end(Request request, Visitor.SignedIn customer) {
        var presentEnded = ended(request, customer);
        if (presentEnded.isEmpty()) {
            return ProblemWriter.answer(Problem.notFound(), request);
        }
        if (presentEnded.get()) {
            arrivals.farewell(request, customer);
        }
        return Response.empty(204);
    }

    /// Ends all her sessions but this one, and tells how many there were.
    public Response endOthers(Request request, Visitor.SignedIn customer) {
        int ended =
                database.write(
                        tx -> {
                            int count = sessions.endOthers(tx, customer);
                            noted.note(tx, request, customer.customerId(), count);
                            return count;
                        });
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("ended", ended);
                    json.writeEndObject();
                });
    }

    private Optional<Boolean> ended(Request request, Visitor.SignedIn customer) {
        var id = request.pathValue(0);
        return ID.matcher(id).matches()
                ? sessions.end(
                        customer,
                        UUID.fromString(id),
                        tx -> noted.note(tx, request, customer.customerId(), 1))
                : Optional.empty();
    }

    private void write(JsonGenerator json, OwnSession session, Language language) {
        json.writeStartObject();
        json.writeStringProperty("id", session.id().toString());
        json.writeStringProperty("device", devices.of(session.userAgent(), language));
        json.writeStringProperty("network_address", session.address());
        json.writeStringProperty("created", Shapes.timestamp(session.created()));
        json.writeStringProperty("last_seen", Shapes.timestamp(session.used()));
        json.writeBooleanProperty("current", session.current());
        json.writeEndObject();
    }
}
