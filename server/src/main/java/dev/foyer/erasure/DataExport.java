package dev.foyer.erasure;

import dev.foyer.consent.ConsentLedger;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Everything the registry knows of one customer, for herself: table by table, column by column,
/// without secrets (GDPR, article 15 and 20; KVKK, article 11). Safe for use by many threads.
public final class DataExport {
    /// Rows of one table in an export; nobody has as many.
    private static final int MOST_ROWS = 10_000;

    private final Database database;
    private final ConsentLedger ledger;
    private final InstantSource clock;

    public DataExport(Database database, ConsentLedger ledger, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What is known of a customer; empty where there is none.
    public Optional<ObjectNode> of(long customerId) {
        return database.read(
                handle -> Person.prove(handle, customerId).map(person -> tell(handle, person)));
    }

    private ObjectNode tell(Handle handle, Person person) {
        var all = Json.object();
        all.put("exported", Shapes.timestamp(clock.instant()));
        for (var table : PersonalData.TABLES) {
            if (table.whose().isPresent() && !table.told().isEmpty()) {
                all.withArray(table.name()).addAll(rows(handle, table, person));
            }
        }
        ledger.history(handle, person.customer().id())
                .map(history -> Json.write(history::write))
                .map(bytes -> Json.parseOwn(new String(bytes, StandardCharsets.UTF_8)))
                .ifPresent(history -> all.set("consents", history));
        return all;
    }

    private static List<JsonNode> rows(Handle handle, DataTable table, Person person) {
        var select =
                handle.createQuery(
                        "select %s from %s where %s limit %d"
                                .formatted(
                                        String.join(", ", table.told()),
                                        table.name(),
                                        table.whose().orElseThrow(),
                                        MOST_ROWS));
        return new ArrayList<>(person.bindTo(select).map((rs, _) -> row(rs, table)).list());
    }

    private static JsonNode row(ResultSet rs, DataTable table) throws SQLException {
        var row = Json.object();
        for (var column : table.told()) {
            int place = rs.findColumn(column);
            if (rs.getObject(place) == null) {
                row.putNull(column);
            } else {
                row.set(column, value(rs, place));
            }
        }
        return row;
    }

    private static JsonNode value(ResultSet rs, int column) throws SQLException {
        return switch (rs.getMetaData().getColumnTypeName(column)) {
            case "timestamptz" ->
                    Json.node(
                            Shapes.timestamp(
                                    rs.getObject(column, OffsetDateTime.class).toInstant()));
            case "bool" -> Json.node(rs.getBoolean(column));
            case "int4", "int8", "bigserial", "serial" -> Json.node(rs.getLong(column));
            case "jsonb" -> Json.parseOwn(rs.getString(column));
            case "bytea" -> Json.node(Base64.getEncoder().encodeToString(rs.getBytes(column)));
            default -> Json.node(rs.getString(column));
        };
    }
}
