package dev.foyer.management;

import dev.foyer.credential.Credentials;
import dev.foyer.customer.CustomerExport;
import dev.foyer.customer.CustomerExport.Numbered;
import dev.foyer.db.Database;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /api/customers/export/?after=&limit=&hashes=`: all customers in the order of their numbers,
/// page by page, each as an import reads her. The first page also tells how many there are.
///
/// A page is as of its own moment. Safe for use by many threads.
public final class CustomerExportApi {
    public static final String PATH = "/api/customers/export/";

    /// Records on a page, which is in memory whole.
    public static final int MOST_RECORDS = 1000;

    private final Database database;

    public CustomerExportApi(Database database) {
        this.database = database;
    }

    private record Page(List<Numbered> customers, Map<Long, String> hashes, Optional<Long> total) {}

    public Response page(Request request) {
        long after = number(request, "after", Long.MAX_VALUE, 0);
        int limit = (int) Math.max(1, number(request, "limit", MOST_RECORDS, MOST_RECORDS));
        boolean hashes = !request.query("hashes").equals(Optional.of("false"));
        var page = page(after, limit, hashes);
        return Response.json(200, json -> write(json, page, limit));
    }

    private Page page(long after, int limit, boolean withHashes) {
        return database.read(
                handle -> {
                    var customers = CustomerExport.page(handle, after, limit);
                    var ids = customers.stream().map(Numbered::id).toList();
                    return new Page(
                            customers,
                            withHashes ? Credentials.hashes(handle, ids) : Map.of(),
                            after == 0
                                    ? Optional.of(CustomerExport.count(handle))
                                    : Optional.empty());
                });
    }

    private static void write(JsonGenerator json, Page page, int limit) {
        json.writeStartObject();
        page.total().ifPresent(total -> json.writeNumberProperty("total", total));
        json.writeName("next");
        if (page.customers().size() == limit) {
            json.writeNumber(page.customers().getLast().id());
        } else {
            json.writeNull();
        }
        json.writeName("results");
        json.writeStartArray();
        for (var one : page.customers()) {
            var hash = Optional.ofNullable(page.hashes().get(one.id()));
            CustomerRecord.write(json, one.customer(), hash);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static long number(Request request, String name, long most, long standard) {
        return request.queryNumber(name).map(given -> Math.min(most, given)).orElse(standard);
    }
}
