package dev.foyer.management;

import dev.foyer.cache.Changes;
import dev.foyer.credential.Hasher;
import dev.foyer.db.Database;
import dev.foyer.web.Counters;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `GET /metrics` in the text format of Prometheus, 0.0.4: what happened on this node since its
/// start, and what waits in it now. Tells of nobody, and needs no token, like [Health].
public final class Metrics {
    private static final String TYPE = "text/plain; version=0.0.4";

    private final Counters counters;
    private final Database database;
    private final Hasher hasher;
    private final Changes changes;

    public Metrics(Counters counters, Database database, Hasher hasher, Changes changes) {
        this.counters = counters;
        this.database = database;
        this.hasher = hasher;
        this.changes = changes;
    }

    public Response show(Request request) {
        var text = new StringBuilder();
        var named = "";
        for (var count : counters.all().entrySet()) {
            var name = count.getKey().substring(0, count.getKey().indexOf('{'));
            if (!name.equals(named)) {
                text.append("# TYPE ").append(name).append(" counter\n");
                named = name;
            }
            text.append(count.getKey()).append(' ').append(count.getValue()).append('\n');
        }
        gauge(text, "foyer_hashing_queue", hasher.waiting());
        var load = database.load();
        gauge(text, "foyer_database_connections", load.open());
        gauge(text, "foyer_database_connections_busy", load.busy());
        gauge(text, "foyer_database_connections_most", load.most());
        gauge(text, "foyer_changes_heard", changes.areHeard() ? 1 : 0);
        return Response.text(200, TYPE, text.toString());
    }

    private static void gauge(StringBuilder text, String name, long value) {
        text.append("# TYPE ").append(name).append(" gauge\n");
        text.append(name).append(' ').append(value).append('\n');
    }
}
