package dev.foyer.management;

import dev.foyer.consent.Checkpoint;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.Finding;
import dev.foyer.consent.History;
import dev.foyer.consent.Verification;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;

import java.util.Optional;

/// `/api/consents/verify/`: the ledger, slice by slice; `/api/consents/checkpoints/`: what holds it
/// together; `/api/consents/history/`: one customer's consents, as JSON and as a page.
public final class ConsentsApi {
    private final ConsentLedger ledger;
    private final Database database;
    private final ConsentPage page;

    public ConsentsApi(ConsentLedger ledger, Database database, ConsentPage page) {
        this.ledger = ledger;
        this.database = database;
        this.page = page;
    }

    /// `?cursor=` goes on where the slice before ended, `?most=` says how many rows to look at.
    public Response verify(Request request) {
        var most = request.query("most").filter(text -> text.matches("\\d{1,9}"));
        return ledger.verification()
                .slice(
                        request.query("cursor").filter(text -> !text.isEmpty()),
                        most.map(Integer::parseInt).orElse(Verification.MOST))
                .map(slice -> Response.json(200, json -> write(json, slice)))
                .orElseGet(
                        () ->
                                ProblemWriter.answer(
                                        Problem.field("cursor", Phrase.of("consent.cursor")),
                                        request));
    }

    /// `?customer=` is a number or an e-mail address.
    public Response history(Request request) {
        return find(request)
                .map(history -> Response.json(200, history::write))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    public Response historyPage(Request request) {
        return find(request)
                .map(history -> page.of(history, request.language()))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    public Response lastCheckpoint(Request request) {
        return last();
    }

    /// Takes one now, so that what was written up to here cannot be cut off any more.
    public Response takeCheckpoint(Request request) {
        var _ = ledger.checkpoints().take();
        return last();
    }

    public Response checkpoint(Request request) {
        var text = request.pathValue(0);
        var number =
                text.matches("\\d{1,9}")
                        ? Optional.of(Long.parseLong(text))
                        : Optional.<Long>empty();
        return number.flatMap(ledger.checkpoints()::find)
                .map(found -> Response.json(200, json -> write(json, found)))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    private Response last() {
        var last = ledger.checkpoints().last();
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("last");
                    last.ifPresentOrElse(found -> write(json, found), json::writeNull);
                    json.writeEndObject();
                });
    }

    private Optional<History> find(Request request) {
        var asked = request.query("customer").orElse("");
        return database.read(
                handle -> customer(handle, asked).flatMap(id -> ledger.history(handle, id)));
    }

    private static Optional<Long> customer(Handle handle, String asked) {
        return asked.matches("\\d{1,18}")
                ? Optional.of(Long.parseLong(asked))
                : Email.parse(asked).flatMap(email -> EmailAddresses.customerOf(handle, email));
    }

    private static void write(JsonGenerator json, Verification.Slice slice) {
        json.writeStartObject();
        json.writeStringProperty("stage", slice.stage());
        json.writeNumberProperty("checked", slice.checked());
        json.writeName("findings");
        json.writeStartArray();
        slice.findings().forEach(finding -> write(json, finding));
        json.writeEndArray();
        json.writeNumberProperty("unopened", slice.unopened());
        Shapes.optional(json, "next", slice.next());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("problem", finding.problem().label());
        Shapes.optional(json, "chain", finding.chain());
        number(json, "entry", finding.entry());
        number(json, "checkpoint", finding.checkpoint().map(Integer::longValue));
        number(json, "customer", finding.customer());
        json.writeStringProperty("text", finding.text());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Checkpoint checkpoint) {
        json.writeStartObject();
        json.writeNumberProperty("number", checkpoint.number());
        json.writeStringProperty("taken", Shapes.timestamp(checkpoint.at()));
        json.writeNumberProperty("chains", checkpoint.chains());
        json.writeNumberProperty("entries", checkpoint.entries());
        json.writeStringProperty("hash", checkpoint.hash());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, Optional<Long> value) {
        json.writeName(name);
        value.ifPresentOrElse(json::writeNumber, json::writeNull);
    }
}
