package dev.foyer.erasure;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.json.Json;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.nio.charset.StandardCharsets;

/// `GET /users/export/` (ours): a customer's own data, everything the registry knows.
public final class ExportEndpoint implements CustomerEndpoint {
    private final DataExport export;
    private final Audit audit;
    private final Throttle throttle;

    public ExportEndpoint(DataExport export, Audit audit, Throttle throttle) {
        this.export = export;
        this.audit = audit;
        this.throttle = throttle;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn customer) {
        var attempt = Attempt.on(Scope.DATA_EXPORT, "customer " + customer.customerId());
        var _ = throttle.admit(attempt.from(request.client()), request);
        audit.note(Event.byCustomer(Kind.DATA_EXPORTED, customer.customerId(), request));
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
