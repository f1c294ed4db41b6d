package dev.foyer.management;

import dev.foyer.web.Endpoint;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.io.IOException;
import java.io.UncheckedIOException;

/// `GET /api/openapi.json`: the description of this API (OpenAPI 3.1).
public final class OpenApi implements Endpoint {
    private final byte[] document = document();

    @Override
    public Response answer(Request request) {
        return Response.json(200, document);
    }

    private static byte[] document() {
        try (var stream = OpenApi.class.getResourceAsStream("/management/openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks the OpenAPI document");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
