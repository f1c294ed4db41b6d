package dev.foyer.emails;

import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/registration/resend-email/`, as the original's library has it (contract E.3): the
/// answer is the same whatever the address is.
public final class ResendEmailEndpoint implements VisitorEndpoint {
    private final Resends resends;

    public ResendEmailEndpoint(Resends resends) {
        this.resends = resends;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var fields = Fields.of(request);
        var email = EmailProblems.read(fields);
        fields.refuseIfWrong();
        resends.note(email.orElseThrow(), request.language());
        return Response.detail(200, "ok");
    }
}
