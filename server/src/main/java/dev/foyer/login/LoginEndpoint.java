package dev.foyer.login;

import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `POST /users/login/` (contract B.1.3).
public final class LoginEndpoint implements VisitorEndpoint {
    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private final Login login;
    private final Arrivals arrivals;

    public LoginEndpoint(Login login, Arrivals arrivals) {
        this.login = login;
        this.arrivals = arrivals;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        return switch (login.decide(LoginForm.read(request), request, visitor)) {
            case LoginResult.Welcome(var session) -> arrivals.signedIn(request, session);
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
