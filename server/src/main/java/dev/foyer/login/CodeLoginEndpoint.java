package dev.foyer.login;

import dev.foyer.customer.Phones;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.throttle.CodeTries;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `POST /users/otp-login/` (contract B.5.6).
public final class CodeLoginEndpoint implements VisitorEndpoint {
    private static final int NOT_ACCEPTABLE = 406;

    private final CodeLogin login;
    private final Phones phones;
    private final Arrivals arrivals;
    private final CodeTries tries;

    public CodeLoginEndpoint(CodeLogin login, Phones phones, Arrivals arrivals, CodeTries tries) {
        this.login = login;
        this.phones = phones;
        this.arrivals = arrivals;
        this.tries = tries;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var form = CodeLoginForm.read(request, phones);
        return switch (throttled(form, request, visitor)) {
            case CodeLoginResult.Welcome(var session) -> arrivals.signedIn(request, session);
            case CodeLoginResult.CodeSent() -> Response.empty(200);
            case CodeLoginResult.CodeTooOften(var wait) ->
                    ProblemWriter.answer(Problem.throttled(wait), request);
            case CodeLoginResult.CodeRefused() ->
                    ProblemWriter.answer(
                            new Problem.Service(
                                    NOT_ACCEPTABLE, Phrase.of("otp.refused"), "kvkk_service_100_1"),
                            request);
            case CodeLoginResult.Unknown() ->
                    ProblemWriter.answer(
                            Problem.field("phone", Phrase.of("otp.unknown_phone")), request);
            case CodeLoginResult.EmailUnverified() ->
                    ProblemWriter.answer(
                            new Problem.BareList(400, Phrase.of("verify_first")), request);
        };
    }

    private CodeLoginResult throttled(CodeLoginForm form, Request request, Visitor visitor) {
        return form.code().isPresent()
                ? tries.showing(
                        visitor.holder(),
                        request,
                        () -> login.decide(form, request, visitor),
                        result ->
                                result instanceof CodeLoginResult.CodeRefused
                                        || result instanceof CodeLoginResult.Unknown)
                : tries.asking(
                        form.phone(),
                        request,
                        () -> ask(form, request, visitor),
                        result -> result instanceof CodeLoginResult.CodeSent);
    }

    private CodeLoginResult ask(CodeLoginForm form, Request request, Visitor visitor) {
        return tries.probing(
                request,
                () -> login.decide(form, request, visitor),
                result -> result instanceof CodeLoginResult.Unknown);
    }
}
