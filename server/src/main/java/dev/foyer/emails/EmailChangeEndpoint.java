package dev.foyer.emails;

import dev.foyer.credential.Password;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Verdict;
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
    private final Throttle throttle;
    private final Signer signer;

    public EmailChangeEndpoint(
            Addresses addresses, EmailChange change, Throttle throttle, Secrets secrets) {
        this.addresses = addresses;
        this.change = change;
        this.throttle = throttle;
        this.signer = secrets.signer("shown password");
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
        return switch (throttled(request, customer, email, password)) {
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
                    throw throttle.refusal(Verdict.Refused.ofMail(wait), request);
            case EmailChange.Outcome.Busy() ->
                    ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
        };
    }

    /// A password tried here counts with those tried where it is changed.
    private EmailChange.Outcome throttled(
            Request request, Visitor.SignedIn customer, Email email, Password password) {
        var attempt = Attempt.onPasswordOf(customer.customerId()).showing(password.signed(signer));
        var ticket = throttle.admit(attempt, request);
        var outcome = change.decide(customer, email, password, request.language());
        if (!(outcome instanceof EmailChange.Outcome.WrongPassword)) {
            throttle.giveBack(ticket);
        }
        return outcome;
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
