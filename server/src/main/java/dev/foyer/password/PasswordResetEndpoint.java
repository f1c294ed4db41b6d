package dev.foyer.password;

import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/password/reset/` (contract B.5.4): the same answer for every address.
public final class PasswordResetEndpoint implements VisitorEndpoint {
    private final ResetRequests requests;

    public PasswordResetEndpoint(ResetRequests requests) {
        this.requests = requests;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var form = ResetForm.read(request, requests.frontendIds());
        return switch (requests.note(form, request.language())) {
            case ResetRequests.Outcome.Noted() ->
                    Response.detail(200, request.language().say("password.reset_sent"));
            case ResetRequests.Outcome.TooOften(var pause) ->
                    ProblemWriter.answer(Problem.throttled(pause), request);
        };
    }
}
