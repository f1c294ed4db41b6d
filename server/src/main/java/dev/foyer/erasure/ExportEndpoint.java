package dev.foyer.erasure;

import dev.foyer.json.Json;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.nio.charset.StandardCharsets;

/// `GET /users/export/` (ours): a customer's own data, everything the registry knows.
public final class ExportEndpoint implements CustomerEndpoint {
    private final DataExport export;

    public ExportEndpoint(DataExport export) {
        this.export = export;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn customer) {
        return export.of(customer.customerId())
                .map(Json::text)
                .map(text -> Response.json(200, text.getBytes(StandardCharsets.UTF_8)))
                .map(
                        response ->
                                response.with(
                                        "Content-Disposition",
                                        "attachment; filename=\"my-data.json\""))
                .orElseGet(() -> ProblemWriter.answer(Problem.notAuthenticated(), request));
    }
}
