package dev.foyer.registration;

import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Shapes;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.CodeTries;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Verdict;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// `POST /users/registration/` in the view that the shop chose (contract B.1.5, 0.2.3, 0.2.4).
public final class RegistrationEndpoint implements VisitorEndpoint {
    private final Registration registration;
    private final PasswordPolicy policy;
    private final Phones phones;
    private final Arrivals arrivals;
    private final Throttle throttle;
    private final CodeTries tries;
    private final InstantSource clock;

    public RegistrationEndpoint(
            Registration registration,
            PasswordPolicy policy,
            Phones phones,
            Arrivals arrivals,
            Throttle throttle,
            InstantSource clock) {
        this.registration = registration;
        this.policy = policy;
        this.phones = phones;
        this.arrivals = arrivals;
        this.throttle = throttle;
        this.tries = new CodeTries(throttle);
        this.clock = clock;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var rules = new RegistrationForm.Rules(policy, phones, registration.view(), today);
        var form = RegistrationForm.read(request, rules);
        var _ = throttle.admit(Attempt.by(Scope.REGISTER, request.client()), request);
        var breach = policy.breach(form.password());
        if (breach.isPresent()) {
            return ProblemWriter.answer(Problem.field("password", breach.get()), request);
        }
        return switch (throttled(form, request, visitor)) {
            case RegistrationResult.Registered registered -> created(request, registered);
            case RegistrationResult.CodeSent(var sent) -> accepted(request, sent);
            case RegistrationResult.CodeResent() ->
                    Response.json(200, RegistrationEndpoint::resent);
            case RegistrationResult.MailTooOften(var wait) ->
                    throw throttle.refusal(Verdict.Refused.ofMail(wait), request);
            case RegistrationResult.Rejected rejected ->
                    ProblemWriter.answer(RegistrationProblems.of(rejected), request);
        };
    }

    private RegistrationResult throttled(RegistrationForm form, Request request, Visitor visitor) {
        var phone = form.person().phone();
        if (!registration.view().requiresCode(phone)) {
            return registration.decide(form, request, visitor);
        }
        return form.isGuess()
                ? tries.showing(
                        visitor.holder(),
                        request,
                        () -> registration.decide(form, request, visitor),
                        result ->
                                result instanceof RegistrationResult.CodeRefused
                                        || result instanceof RegistrationResult.CodeMismatch)
                : tries.asking(
                        phone.orElseThrow(),
                        request,
                        () -> registration.decide(form, request, visitor),
                        result ->
                                result instanceof RegistrationResult.CodeSent
                                        || result instanceof RegistrationResult.CodeResent);
    }

    private Response created(Request request, RegistrationResult.Registered registered) {
        arrivals.welcome(request, registered.session());
        return Response.json(
                201,
                json -> {
                    json.writeStartObject();
                    var profile = Shapes.Profile.of(registered.customer());
                    Shapes.profile(json, profile, phones, request.language());
                    arrivals.tell(json, request, registered.session());
                    json.writeEndObject();
                });
    }

    /// The profile body without an account behind it: no number, no date, never a key (contract
    /// 0.2.4).
    private Response accepted(Request request, RegistrationForm form) {
        var pending = Shapes.Profile.of(registration.pending(form, request));
        return Response.json(
                202,
                json -> {
                    json.writeStartObject();
                    Shapes.profile(json, pending, phones, request.language());
                    json.writeEndObject();
                });
    }

    private static void resent(JsonGenerator json) {
        json.writeStartObject().writeStringProperty("message", "ok").writeEndObject();
    }
}
