package dev.foyer.support;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.audit.Noted;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.session.DeskSessions;
import dev.foyer.session.DeviceNames;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.time.InstantSource;
import java.util.List;

/// `GET /api/customers/<id>/`: what support needs to know of a customer, without secrets;
/// `…/sessions/`: where she is signed in; `…/events/`: what happened, newest first. With
/// `?full=true` in clear, which is noted.
public final class CustomerApi {
    /// More sessions than this are told by their number alone.
    private static final int MOST_SESSIONS = 100;

    private static final int USUAL_EVENTS = 50;
    private static final int MOST_EVENTS = 500;

    private final Database database;
    private final Audit audit;
    private final DeviceNames devices;
    private final InstantSource clock;

    public CustomerApi(Database database, Audit audit, DeviceNames devices, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.devices = devices;
        this.clock = clock;
    }

    public Response show(Request request) {
        var now = clock.instant();
        return request.pathNumber(0)
                .flatMap(id -> database.read(handle -> CustomerFile.read(handle, id, now)))
                .map(
                        file -> {
                            noteIfFull(request, file.customer().id(), "record");
                            return Response.json(200, json -> file.write(json, masks(request)));
                        })
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    public Response sessions(Request request) {
        var now = clock.instant();
        return request.pathNumber(0)
                .filter(this::exists)
                .map(
                        id -> {
                            noteIfFull(request, id, "sessions");
                            var sessions =
                                    database.read(
                                            handle ->
                                                    DeskSessions.of(
                                                            handle, id, now, MOST_SESSIONS));
                            return Response.list(
                                    sessions, (json, session) -> write(json, session, request));
                        })
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    /// `?before=` goes on behind the event of that number.
    public Response events(Request request) {
        long before = request.queryNumber("before").orElse(Long.MAX_VALUE);
        int most = Numbers.most(request, USUAL_EVENTS, MOST_EVENTS);
        return request.pathNumber(0)
                .filter(this::exists)
                .map(
                        id -> {
                            noteIfFull(request, id, "events");
                            var events =
                                    database.read(
                                            handle -> audit.history(handle, id, before, most));
                            return Response.json(
                                    200, json -> writeEvents(json, events, most, masks(request)));
                        })
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    private boolean exists(long id) {
        return database.read(handle -> Customers.find(handle, id)).isPresent();
    }

    private void noteIfFull(Request request, long id, String what) {
        if (Numbers.isFull(request)) {
            audit.note(Event.byOperator(Kind.CUSTOMER_SHOWN, id, request).with("what", what));
        }
    }

    private static Masks masks(Request request) {
        return new Masks(Numbers.isFull(request));
    }

    private void write(JsonGenerator json, DeskSessions.Listed session, Request request) {
        json.writeStringProperty("created", Shapes.timestamp(session.created()));
        json.writeStringProperty("used", Shapes.timestamp(session.used()));
        json.writeStringProperty("expires", Shapes.timestamp(session.expires()));
        json.writeStringProperty("address", masks(request).network(session.address()));
        json.writeStringProperty("device", devices.of(session.userAgent(), request.language()));
        json.writeStringProperty("user_agent", session.userAgent());
    }

    private static void writeEvents(JsonGenerator json, List<Noted> events, int most, Masks masks) {
        json.writeStartObject();
        json.writeName("results");
        json.writeStartArray();
        events.forEach(event -> write(json, event, masks));
        json.writeEndArray();
        json.writeName("next");
        if (events.size() == most) {
            json.writeNumber(events.getLast().id());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Noted event, Masks masks) {
        json.writeStartObject();
        json.writeNumberProperty("id", event.id());
        json.writeStringProperty("at", Shapes.timestamp(event.at()));
        json.writeStringProperty("kind", event.kind());
        json.writeStringProperty("actor", event.actor());
        Shapes.optional(json, "address", event.address().map(masks::network));
        Shapes.optional(json, "request_id", event.requestId());
        json.writeName("details");
        json.writeTree(event.details());
        json.writeEndObject();
    }
}
