package dev.foyer.emails;

import dev.foyer.emails.AccountConfirmation.Outcome;
import dev.foyer.emails.LinkPage.State;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `GET` and `POST /users/registration/account-confirm-email/<key>/` (contract B.1.6, 0.2.5): a
/// page with a button for people, an act for machines.
public final class AccountConfirmEndpoint implements VisitorEndpoint {
    private static final String WORDS = "confirm";

    private final AccountConfirmation confirmation;
    private final LinkPage page;

    public AccountConfirmEndpoint(AccountConfirmation confirmation, LinkPage page) {
        this.confirmation = confirmation;
        this.page = page;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var key = request.pathValue(0);
        var outcome =
                page.acts(request) ? confirmation.confirm(key, request) : confirmation.look(key);
        return request.accept().names(LinkPage.JSON)
                ? told(outcome, request)
                : shown(outcome, request);
    }

    private Response told(Outcome outcome, Request request) {
        return switch (outcome) {
            case PROVED -> Response.detail(200, "ok");
            case OPEN -> page.show(200, WORDS, State.ASK, request);
            case USED, UNKNOWN -> ProblemWriter.answer(new Problem.Empty(404), request);
        };
    }

    private Response shown(Outcome outcome, Request request) {
        return switch (outcome) {
            case OPEN -> page.show(200, WORDS, State.ASK, request);
            case PROVED -> page.show(200, WORDS, State.DONE, request);
            case USED -> page.show(200, WORDS, State.ALREADY, request);
            case UNKNOWN ->
                    request.accept().names("text/html")
                            ? page.show(404, WORDS, State.UNKNOWN, request)
                            : ProblemWriter.answer(new Problem.Empty(404), request);
        };
    }
}
