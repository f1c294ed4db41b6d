package dev.foyer.emails;

import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/registration/verify-email/` (contract B.1.7, 0.2.6): the key of the mail, for
/// machines.
public final class VerifyEmailEndpoint implements VisitorEndpoint {
    private static final int LONGEST_KEY = 500;

    private final AccountConfirmation confirmation;

    public VerifyEmailEndpoint(AccountConfirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var fields = Fields.of(request);
        var key = fields.text("key", LONGEST_KEY);
        fields.refuseIfWrong();
        return switch (confirmation.confirm(key, request)) {
            case PROVED -> Response.detail(200, "ok");
            case OPEN, USED, UNKNOWN -> ProblemWriter.answer(Problem.notFound(), request);
        };
    }
}
