package dev.foyer.erasure;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.json.Json;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.nio.charset.StandardCharsets;

/// What an operator does for a customer who asks by letter (management port): her data, her
/// erasure, and the proof of it. Customers are named by number.
public final class CustomerDataApi {
    private final Database database;
    private final DataExport export;
    private final Erasure erasure;
    private final Certificates certificates;
    private final Audit audit;

    public CustomerDataApi(
            Database database,
            DataExport export,
            Erasure erasure,
            Certificates certificates,
            Audit audit) {
        this.database = database;
        this.export = export;
        this.erasure = erasure;
        this.certificates = certificates;
        this.audit = audit;
    }

    /// `GET /api/customers/<id>/export/`.
    public Response export(Request request) {
        var id = request.pathNumber(0);
        var data = id.flatMap(export::of);
        if (data.isPresent()) {
            audit.note(Event.byOperator(Kind.DATA_EXPORTED, id.orElseThrow(), request));
        }
        return data.map(Json::text)
                .map(text -> Response.json(200, text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    /// `POST /api/customers/<id>/erase/`; answers with the certificate.
    public Response erase(Request request) {
        return request.pathNumber(0)
                .flatMap(id -> erasure.erase(id, Erasure.Cause.OPERATOR))
                .map(CustomerDataApi::shown)
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    /// `GET /api/customers/<id>/certificate/`.
    public Response certificate(Request request) {
        return request.pathNumber(0)
                .flatMap(id -> database.read(handle -> certificates.find(handle, id)))
                .map(CustomerDataApi::shown)
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    private static Response shown(Certificate certificate) {
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("customer", certificate.customerId());
                    json.writeStringProperty("erased", Shapes.timestamp(certificate.erasedAt()));
                    json.writeBooleanProperty("genuine", certificate.genuine());
                    json.writeStringProperty("sha256", certificate.digest().hex());
                    json.writeStringProperty("content", certificate.content());
                    json.writeEndObject();
                });
    }
}
