package dev.foyer.emails;

import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Verdict;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import tools.jackson.core.JsonGenerator;

import java.util.Optional;
import java.util.regex.Pattern;

/// `GET` and `POST /users/emails/` (contract B.1.9, B.1.10, 0.2.7) and, ours, `DELETE
/// /users/emails/<id>/`.
public final class EmailsEndpoint {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final Addresses addresses;
    private final Throttle throttle;

    public EmailsEndpoint(Addresses addresses, Throttle throttle) {
        this.addresses = addresses;
        this.throttle = throttle;
    }

    /// One object, the primary address; all of them with `?all=true`.
    public Response show(Request request, Visitor.SignedIn customer) {
        var entries = addresses.list(customer.customerId());
        if (entries.isEmpty()) {
            return ProblemWriter.answer(Problem.notAuthenticated(), request);
        }
        boolean all = request.query("all").filter(Fields::saysYes).isPresent();
        return Response.json(
                200,
                json -> {
                    if (all) {
                        json.writeStartArray();
                        entries.forEach(entry -> write(json, entry));
                        json.writeEndArray();
                    } else {
                        write(json, entries.getFirst());
                    }
                });
    }

    /// Asks for a further address.
    public Response add(Request request, Visitor.SignedIn customer) {
        var fields = Fields.of(request);
        var email = EmailProblems.read(fields);
        fields.refuseIfWrong();
        return switch (addresses.add(
                customer.customerId(), email.orElseThrow(), request.language())) {
            case Addresses.Added.Asked() ->
                    Response.json(200, json -> json.writeStartObject().writeEndObject());
            case Addresses.Added.Taken() -> ProblemWriter.answer(EmailProblems.taken(), request);
            case Addresses.Added.TooMany() ->
                    ProblemWriter.answer(
                            Problem.field("email", Phrase.of("emails.too_many", Addresses.MOST)),
                            request);
            case Addresses.Added.TooOften(var wait) ->
                    throw throttle.refusal(Verdict.Refused.ofMail(wait), request);
            case Addresses.Added.Gone() ->
                    ProblemWriter.answer(Problem.notAuthenticated(), request);
        };
    }

    /// Removes a further address.
    public Response remove(Request request, Visitor.SignedIn customer) {
        var removed =
                number(request.pathValue(0))
                        .map(id -> addresses.remove(customer.customerId(), id, request))
                        .orElse(Addresses.Removed.UNKNOWN);
        return switch (removed) {
            case DONE -> Response.empty(204);
            case PRIMARY -> refused("emails.primary_stays", request);
            case HELD -> refused("emails.held", request);
            case UNKNOWN -> ProblemWriter.answer(Problem.notFound(), request);
        };
    }

    private static Response refused(String phrase, Request request) {
        return ProblemWriter.answer(new Problem.NonField(400, Phrase.of(phrase)), request);
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static void write(JsonGenerator json, Entry entry) {
        json.writeStartObject();
        json.writeNumberProperty("id", entry.id());
        json.writeStringProperty("email", entry.email().address());
        json.writeBooleanProperty("verified", entry.verified());
        json.writeBooleanProperty("primary", entry.primary());
        json.writeNumberProperty("user", entry.customerId());
        json.writeEndObject();
    }
}
