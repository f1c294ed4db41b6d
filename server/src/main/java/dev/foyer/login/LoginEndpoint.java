package dev.foyer.login;

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

/// `POST /users/login/` (contract B.1.3).
public final class LoginEndpoint implements VisitorEndpoint {
    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private final Login login;
    private final Arrivals arrivals;
    private final Redirects redirects;

    public LoginEndpoint(Login login, Arrivals arrivals, Redirects redirects) {
        this.login = login;
        this.arrivals = arrivals;
        this.redirects = redirects;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        return switch (login.decide(LoginForm.read(request), request, visitor)) {
            case LoginResult.Welcome(var session) -> {
                arrivals.welcome(request, session);
                yield Response.json(
                        200,
                        json -> {
                            json.writeStartObject();
                            json.writeStringProperty("key", session.key());
                            Shapes.optional(json, "redirect_url", redirects.target(request));
                            json.writeEndObject();
                        });
            }
            case LoginResult.Refused() ->
                    ProblemWriter.answer(
                            new Problem.NonField(400, Phrase.of("login.refused")), request);
            case LoginResult.EmailUnverified() ->
                    ProblemWriter.answer(
                            new Problem.BareList(400, Phrase.of("verify_first")), request);
            case LoginResult.Busy() ->
                    ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
        };
    }
}
