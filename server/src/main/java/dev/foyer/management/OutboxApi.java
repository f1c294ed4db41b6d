package dev.foyer.management;

import dev.foyer.customer.Shapes;
import dev.foyer.outbox.OutboxDesk;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

/// `/api/outbox/`: what is not delivered; `/api/outbox/<id>/`: one message with every attempt;
/// `/api/outbox/<id>/retry/`: make it due now.
public final class OutboxApi {
    private final OutboxDesk desk;

    public OutboxApi(OutboxDesk desk) {
        this.desk = desk;
    }

    public Response list(Request request) {
        return Response.list(desk.undelivered(), OutboxApi::write);
    }

    public Response show(Request request) {
        return request.pathNumber(0)
                .flatMap(desk::show)
                .map(story -> Response.json(200, json -> write(json, story)))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    public Response retry(Request request) {
        return request.pathNumber(0).filter(desk::retry).isPresent()
                ? show(request)
                : ProblemWriter.notFound(request);
    }

    private static void write(JsonGenerator json, OutboxDesk.Story story) {
        json.writeStartObject();
        write(json, story.message());
        json.writeName("tries");
        json.writeStartArray();
        for (var attempt : story.attempts()) {
            json.writeStartObject();
            json.writeNumberProperty("attempt", attempt.number());
            json.writeStringProperty("started", Shapes.timestamp(attempt.started()));
            Shapes.optional(json, "ended", attempt.ended().map(Shapes::timestamp));
            json.writeStringProperty("outcome", attempt.outcome());
            json.writeStringProperty("detail", attempt.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, OutboxDesk.Listed message) {
        json.writeNumberProperty("id", message.id());
        json.writeStringProperty("channel", message.channel());
        json.writeStringProperty("to", message.maskedRecipient());
        json.writeStringProperty("subject", message.subject());
        json.writeStringProperty("state", message.state());
        json.writeNumberProperty("attempts", message.attempts());
        json.writeStringProperty("created", Shapes.timestamp(message.created()));
        json.writeStringProperty("next_attempt", Shapes.timestamp(message.nextAttempt()));
    }
}
