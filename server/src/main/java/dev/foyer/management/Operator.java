package dev.foyer.management;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Guard;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/// Lets in who holds the management token (`Authorization: Bearer …`, RFC 6750).
public final class Operator implements Guard<Endpoint> {
    private static final String SCHEME = "Bearer ";

    /// Customers are another matter: who does something to one notes it by itself, with her number.
    private static final String CUSTOMERS = "/api/customers/";

    private static final int LONGEST_PATH = 200;

    private final byte[] token;
    private final Audit audit;

    /// @param audit where it is noted that an operator changed something
    public Operator(String token, Audit audit) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.audit = audit;
    }

    @Override
    public Endpoint guard(Endpoint endpoint) {
        return request -> isOperator(request) ? noted(request, endpoint) : refused(request);
    }

    private Response noted(Request request, Endpoint endpoint) {
        var response = endpoint.answer(request);
        boolean changed = !request.method().isSafe() && response.status() < 400;
        if (changed && !request.path().startsWith(CUSTOMERS)) {
            var path = request.path();
            audit.note(
                    Event.byOperator(Kind.OPERATOR_ACTION, request)
                            .with("method", request.method().name())
                            .with(
                                    "path",
                                    path.substring(0, Math.min(path.length(), LONGEST_PATH))));
        }
        return response;
    }

    private boolean isOperator(Request request) {
        var header = request.header("authorization");
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
    }

    private static Response refused(Request request) {
        return ProblemWriter.answer(
                new Problem.Detail(
                        401, Phrase.of("not_authenticated"), Map.of("WWW-Authenticate", "Bearer")),
                request);
    }
}
