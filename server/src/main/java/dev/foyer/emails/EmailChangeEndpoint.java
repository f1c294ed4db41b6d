package dev.foyer.emails;

import dev.foyer.credential.Password;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.session.Visitor;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `GET` and `POST /users/email-change/` (contract B.1.12, B.1.13).
public final class EmailChangeEndpoint {
    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private final Addresses addresses;
    private final EmailChange change;

    public EmailChangeEndpoint(Addresses addresses, EmailChange change) {
        this.addresses = addresses;
        this.change = change;
    }

    /// The primary address, in the shape of this path: without `user`.
    public Response show(Request request, Visitor.SignedIn customer) {
        return addresses.list(customer.customerId()).stream()
                .filter(Entry::primary)
                .findFirst()
                .map(EmailChangeEndpoint::shown)
                .orElseGet(() -> ProblemWriter.answer(Problem.notAuthenticated(), request));
    }

    /// Asks for another primary address.
    public Response ask(Request request, Visitor.SignedIn customer) {
        var fields = Fields.of(request);
        var read = EmailProblems.read(fields);
        var password = new Password(fields.password("password", Password.LONGEST));
        fields.refuseIfWrong();
        var email = read.orElseThrow();
        return switch (change.decide(customer, email, password, request.language())) {
            case EmailChange.Outcome.Asked() ->
                    Response.json(
                            200,
                            json -> {
                                json.writeStartObject();
                                json.writeNumberProperty("user", customer.customerId());
                                json.writeStringProperty("email", email.address());
                                json.writeEndObject();
                            });
            case EmailChange.Outcome.WrongPassword() ->
                    ProblemWriter.answer(
                            new Problem.NonField(400, Phrase.of("emails.wrong_password")), request);
            case EmailChange.Outcome.Taken() ->
                    ProblemWriter.answer(EmailProblems.taken(), request);
            case EmailChange.Outcome.TooOften(var wait) ->
                    ProblemWriter.answer(Problem.throttled(wait), request);
            case EmailChange.Outcome.Busy() ->
                    ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
        };
    }

    private static Response shown(Entry entry) {
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("id", entry.id());
                    json.writeStringProperty("email", entry.email().address());
                    json.writeBooleanProperty("verified", entry.verified());
                    json.writeBooleanProperty("primary", entry.primary());
                    json.writeEndObject();
                });
    }
}
