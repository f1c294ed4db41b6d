package dev.foyer.management;

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

    private final byte[] token;

    public Operator(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Endpoint guard(Endpoint endpoint) {
        return request -> isOperator(request) ? endpoint.answer(request) : refused(request);
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
