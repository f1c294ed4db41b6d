package dev.foyer.password;

import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/password/reset/` (contract B.5.4): the same answer for every address.
public final class PasswordResetEndpoint implements VisitorEndpoint {
    private final ResetRequests requests;
    private final Throttle throttle;

    public PasswordResetEndpoint(ResetRequests requests, Throttle throttle) {
        this.requests = requests;
        this.throttle = throttle;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var form = ResetForm.read(request, requests.frontendIds());
        var attempt =
                Attempt.on(Scope.PASSWORD_RESET, form.email().identity()).from(request.client());
        var _ = throttle.admit(attempt, request);
        requests.note(form, request.language());
        return Response.detail(200, request.language().say("password.reset_sent"));
    }
}
