package dev.foyer.password;

import dev.foyer.password.PasswordReset.Outcome;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Ticket;
import dev.foyer.web.Fields;
import dev.foyer.web.Method;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET` and `POST /users/reset/<uidb64>/<token>/` (contract B.4.2, 0.2.13): a page with a form for
/// people, 200 without a body or a documented 400 for machines. Only a `POST` does anything.
public final class PasswordResetConfirmEndpoint implements VisitorEndpoint {
    private static final String JSON = "application/json";

    private final PasswordReset reset;
    private final ResetPage page;
    private final Arrivals arrivals;
    private final Throttle throttle;

    public PasswordResetConfirmEndpoint(
            PasswordReset reset, ResetPage page, Arrivals arrivals, Throttle throttle) {
        this.reset = reset;
        this.page = page;
        this.arrivals = arrivals;
        this.throttle = throttle;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        return request.method() == Method.POST ? acted(request, visitor) : shown(request);
    }

    private Response shown(Request request) {
        var address = look(request);
        if (address.isPresent()) {
            return page.ask(200, request, address.get(), Map.of());
        }
        return request.accept().names(JSON)
                ? ProblemWriter.answer(invalid("token"), request)
                : page.dead(404, request);
    }

    private Optional<String> look(Request request) {
        return reset.look(request.pathValue(0), request.pathValue(1));
    }

    private Response acted(Request request, Visitor visitor) {
        NewPassword password;
        Ticket ticket;
        try {
            var fields = Fields.of(request);
            password = NewPassword.read(fields);
            fields.refuseIfWrong();
            ticket = throttle.admit(attempt(request), request);
        } catch (Refusal refusal) {
            return refused(refusal.problem(), request);
        }
        return switch (reset.reset(request.pathValue(0), request.pathValue(1), password, request)) {
            case Outcome.Done(var customerId) -> done(customerId, request, visitor);
            case Outcome.BadUid() -> dead("uid", request);
            case Outcome.BadToken() -> dead("token", request);
            case Outcome.Unfit(var complaints) ->
                    refused(unfit(password, complaints, request), request);
            case Outcome.Busy() -> {
                throttle.giveBack(ticket);
                yield refused(PasswordProblems.busy(), request);
            }
        };
    }

    /// A genuine link counts for whose it is, so that whoever sends false ones from the same
    /// network keeps nobody from a new password. It is good for as many passwords as somebody likes
    /// until one will do, and each may have to be compared with ten old ones.
    private Attempt attempt(Request request) {
        return reset.owner(request.pathValue(0), request.pathValue(1))
                .map(id -> Attempt.on(Scope.PASSWORD_RESET_CONFIRM, "customer " + id))
                .orElseGet(() -> Attempt.by(Scope.PASSWORD_RESET_CONFIRM, request.client()));
    }

    /// A browser that was signed in on this account is not any more.
    private Response done(long customerId, Request request, Visitor visitor) {
        if (visitor instanceof Visitor.SignedIn signedIn && signedIn.customerId() == customerId) {
            arrivals.farewell(request, signedIn);
        }
        return isPerson(request) ? page.done(request) : Response.empty(200);
    }

    private Response dead(String field, Request request) {
        return isPerson(request)
                ? page.dead(400, request)
                : ProblemWriter.answer(invalid(field), request);
    }

    private Response refused(Problem problem, Request request) {
        if (!isPerson(request)) {
            return ProblemWriter.answer(problem, request);
        }
        return look(request)
                .map(address -> asked(problem, address, request))
                .orElseGet(() -> dead(problem, request));
    }

    private Response dead(Problem problem, Request request) {
        return problem instanceof Problem.Detail(var status, var _, var headers)
                ? with(headers, page.dead(status, request))
                : page.dead(400, request);
    }

    private Response asked(Problem problem, String address, Request request) {
        return switch (problem) {
            case Problem.Fields(var errors) -> page.ask(400, request, address, errors);
            case Problem.Detail(var status, var complaint, var headers) ->
                    with(
                            headers,
                            page.ask(status, request, address, Map.of("", List.of(complaint))));
            case Problem.Items _,
                    Problem.NonField _,
                    Problem.Service _,
                    Problem.BareList _,
                    Problem.Detour _,
                    Problem.Empty _ ->
                    ProblemWriter.answer(problem, request);
        };
    }

    private static Response with(Map<String, String> headers, Response response) {
        var answer = response;
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /// Machines find everything under the second field, as the library has it; a person is shown
    /// what is wrong with a password where she typed it first.
    private static Problem unfit(NewPassword password, List<Phrase> complaints, Request request) {
        return isPerson(request) && password.repeated()
                ? new Problem.Fields(Map.of("new_password1", complaints))
                : PasswordProblems.unfit(password, complaints);
    }

    private static boolean isPerson(Request request) {
        return request.accept().names("text/html") && !request.accept().names(JSON);
    }

    private static Problem invalid(String field) {
        return Problem.field(field, Phrase.of("invalid_value"));
    }
}
