package dev.foyer.emails;

import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.emails.AddressLinks.Outcome;
import dev.foyer.emails.LinkPage.State;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Method;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `GET` and `POST` of `/users/email-verify/`, `/users/email-set-primary/` and
/// `/users/email-objection/<signed_email>/<user_id_key>/` (contract B.1.8, B.1.11, 0.2.5): a page
/// with a button for people, an act for machines. An objection acts by `POST` alone: it ends
/// sessions, and no machine has a reason to open it.
public final class MailedLinkEndpoint implements VisitorEndpoint {
    private final Purpose purpose;
    private final AddressLinks links;
    private final LinkPage page;

    public MailedLinkEndpoint(Purpose purpose, AddressLinks links, LinkPage page) {
        this.purpose = purpose;
        this.links = links;
        this.page = page;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var first = request.pathValue(0);
        var second = request.pathValue(1);
        var outcome =
                acts(request)
                        ? links.use(purpose, first, second, request)
                        : links.look(purpose, first, second);
        return request.accept().names(LinkPage.JSON)
                ? told(outcome, request)
                : shown(outcome, request);
    }

    private boolean acts(Request request) {
        return purpose == Purpose.OBJECTION ? request.method() == Method.POST : page.acts(request);
    }

    private Response told(Outcome outcome, Request request) {
        return switch (outcome) {
            case DONE -> Response.empty(200);
            case OPEN -> page.show(200, words(), State.ASK, request);
            case TAKEN -> ProblemWriter.answer(EmailProblems.taken(), request);
            case ALREADY, UNKNOWN -> ProblemWriter.answer(new Problem.Empty(404), request);
        };
    }

    private Response shown(Outcome outcome, Request request) {
        boolean person = request.accept().names("text/html");
        return switch (outcome) {
            case DONE -> page.show(200, words(), State.DONE, request);
            case OPEN -> page.show(200, words(), State.ASK, request);
            case ALREADY -> page.show(200, words(), State.ALREADY, request);
            case TAKEN ->
                    person
                            ? page.show(400, "emails", State.TAKEN, request)
                            : ProblemWriter.answer(EmailProblems.taken(), request);
            case UNKNOWN ->
                    person
                            ? page.show(404, "confirm", State.UNKNOWN, request)
                            : ProblemWriter.answer(new Problem.Empty(404), request);
        };
    }

    private String words() {
        return switch (purpose) {
            case VERIFY -> "emails.verify";
            case SET_PRIMARY -> "emails.primary";
            case OBJECTION -> "emails.objection";
        };
    }
}
