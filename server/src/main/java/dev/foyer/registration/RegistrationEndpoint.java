package dev.foyer.registration;

import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Shapes;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Redirects;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// `POST /users/registration/` in the view `RegisterRedirectView` (contract B.1.5, 0.2.3).
public final class RegistrationEndpoint implements VisitorEndpoint {
    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private final Registration registration;
    private final PasswordPolicy policy;
    private final Arrivals arrivals;
    private final Redirects redirects;
    private final InstantSource clock;

    public RegistrationEndpoint(
            Registration registration,
            PasswordPolicy policy,
            Arrivals arrivals,
            Redirects redirects,
            InstantSource clock) {
        this.registration = registration;
        this.policy = policy;
        this.arrivals = arrivals;
        this.redirects = redirects;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var form = RegistrationForm.read(request, policy, today);
        return switch (registration.decide(form, request)) {
            case RegistrationResult.Registered registered -> created(request, registered);
            case RegistrationResult.VerifyFirst() ->
                    ProblemWriter.answer(
                            new Problem.BareList(400, Phrase.of("verify_first")), request);
            case RegistrationResult.EmailTaken() ->
                    ProblemWriter.answer(
                            Problem.field("email", Phrase.of("registration.email_taken")), request);
            case RegistrationResult.UsernameTaken() ->
                    ProblemWriter.answer(
                            Problem.field("username", Phrase.of("registration.username_taken")),
                            request);
            case RegistrationResult.Busy() ->
                    ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
        };
    }

    private Response created(Request request, RegistrationResult.Registered registered) {
        arrivals.welcome(request, registered.session());
        return Response.json(
                201,
                json -> {
                    json.writeStartObject();
                    Shapes.profile(json, registered.customer(), request.language());
                    json.writeStringProperty("key", registered.session().key());
                    Shapes.optional(json, "redirect_url", redirects.target(request));
                    json.writeEndObject();
                });
    }
}
