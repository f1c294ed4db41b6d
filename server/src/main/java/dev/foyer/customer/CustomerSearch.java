package dev.foyer.customer;

import dev.foyer.customer.SearchTerm.Lookup;
import dev.foyer.customer.SearchTerm.Place;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The SQL by which customers are found by a beginning: each look walks a few rows of one index, in
/// its order, however many customers there are (V15).
///
/// A page goes on behind the row named by a cursor, which holds numbers only. Whoever is found in
/// two ways stands once on a page, and may stand on two pages.
public final class CustomerSearch {
    /// Behind every text that begins with another one.
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    /// Of the first page; rows are numbered from 1.
    private static final long BEFORE_ALL = 0;

    private static final String FOUND =
            """
            c.id, c.first_name, c.last_name, c.phone, c.user_type, c.is_active, c.date_joined, c.last_login,
            p.address, p.verified_at is not null as verified
            """;

    private static final String BY_EMAIL =
            """
            select e.id as row_id, %s
              from email_address e
              join customer c on c.id = e.customer_id
              join email_address p on p.customer_id = c.id and p.is_primary
             where e.identity not like '%%@anonymized.invalid'
               and (e.identity collate "C", e.id) > (:key, :row) and e.identity collate "C" < :until
             order by e.identity collate "C", e.id
            """
                    .formatted(FOUND);

    private static final String BY_NAME = byName("first_name || ' ' || last_name");
    private static final String BY_LAST_NAME = byName("last_name || ' ' || first_name");

    private static final String BY_PHONE =
            """
            select c.id as row_id, %s
              from customer c join email_address p on p.customer_id = c.id and p.is_primary
             where c.erased_at is null and c.phone is not null
               and (c.phone collate "C", c.id) > (:key, :row) and c.phone collate "C" < :until
             order by c.phone collate "C", c.id
            """
                    .formatted(FOUND);

    private CustomerSearch() {}

    /// Where a page ended.
    ///
    /// @param lookup which of the looks, counted from 0
    /// @param row its last row
    public record Cursor(int lookup, long row) {
        /// Reads what [#toString] wrote.
        public static Optional<Cursor> read(String text) {
            if (!text.matches("\\d\\.\\d{1,18}")) {
                return Optional.empty();
            }
            var parts = text.split("\\.", 2);
            return Optional.of(new Cursor(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
        }

        @Override
        public String toString() {
            return lookup + "." + row;
        }
    }

    /// One who was found.
    ///
    /// @param verified whether she has proved the address
    public record Found(
            long id,
            String firstName,
            String lastName,
            String email,
            boolean verified,
            Optional<Phone> phone,
            String userType,
            boolean active,
            Instant joined,
            Optional<Instant> lastLogin) {
        @Override
        public String toString() {
            return "customer " + id;
        }
    }

    /// @param next where to go on; empty where there is nothing more
    public record Page(List<Found> found, Optional<Cursor> next) {}

    private record Row(Cursor place, Found found) {}

    /// Those who are found, at most `most`, and where to go on.
    public static Page find(Handle handle, SearchTerm term, Optional<Cursor> after, int most) {
        var rows = new ArrayList<Row>();
        var lookups = term.lookups();
        for (int i = after.map(Cursor::lookup).orElse(0); i < lookups.size(); i++) {
            int missing = most + 1 - rows.size();
            if (missing > 0) {
                int lookup = i;
                var behind = after.filter(cursor -> cursor.lookup() == lookup);
                var found = look(handle, lookups.get(i), i, behind, most + 1);
                rows.addAll(found.subList(0, Math.min(missing, found.size())));
            }
        }
        boolean more = rows.size() > most;
        var shown = more ? rows.subList(0, most) : rows;
        var once = new LinkedHashMap<Long, Found>();
        shown.forEach(row -> once.putIfAbsent(row.found().id(), row.found()));
        return new Page(
                List.copyOf(once.values()),
                more ? Optional.of(shown.getLast().place()) : Optional.empty());
    }

    private static List<Row> look(
            Handle handle, Lookup lookup, int number, Optional<Cursor> after, int most) {
        var from = folded(handle, lookup);
        var key =
                after.flatMap(cursor -> key(handle, lookup.place(), cursor.row()))
                        .filter(last -> last.startsWith(from));
        if (after.isPresent() && key.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(sql(lookup.place(), most))
                .bind("key", key.orElse(from))
                .bind("row", after.map(Cursor::row).orElse(BEFORE_ALL))
                .bind("until", from + END)
                .map((rs, _) -> new Row(new Cursor(number, rs.getLong("row_id")), found(rs)))
                .list();
    }

    private static String folded(Handle handle, Lookup lookup) {
        return switch (lookup.place()) {
            case EMAIL, PHONE -> lookup.prefix();
            case NAME, LAST_NAME ->
                    handle.createQuery("select fold_name(:prefix)")
                            .bind("prefix", lookup.prefix())
                            .mapTo(String.class)
                            .one();
        };
    }

    /// What stands in the index for the last row of the page before.
    private static Optional<String> key(Handle handle, Place place, long row) {
        var sql =
                switch (place) {
                    case EMAIL -> "select identity from email_address where id = :row";
                    case NAME ->
                            "select fold_name(first_name || ' ' || last_name) from customer where id = :row";
                    case LAST_NAME ->
                            "select fold_name(last_name || ' ' || first_name) from customer where id = :row";
                    case PHONE ->
                            "select phone from customer where id = :row and phone is not null";
                };
        return handle.createQuery(sql).bind("row", row).mapTo(String.class).findOne();
    }

    /// How many are wanted stands in the statement, so that its plan is made for few. There is one
    /// lower bound: of two, PostgreSQL begins at that with more columns, and would walk from the
    /// beginning of the index to the other one.
    static String sql(Place place, int most) {
        var sql =
                switch (place) {
                    case EMAIL -> BY_EMAIL;
                    case NAME -> BY_NAME;
                    case LAST_NAME -> BY_LAST_NAME;
                    case PHONE -> BY_PHONE;
                };
        return sql + " limit " + most;
    }

    private static String byName(String name) {
        return """
               select c.id as row_id, %1$s
                 from customer c join email_address p on p.customer_id = c.id and p.is_primary
                where c.erased_at is null
                  and (fold_name(%2$s) collate "C", c.id) > (:key, :row)
                  and fold_name(%2$s) collate "C" < :until
                order by fold_name(%2$s) collate "C", c.id
               """
                .formatted(FOUND, name);
    }

    private static Found found(ResultSet rs) throws SQLException {
        return new Found(
                rs.getLong("id"),
                rs.getString("first_name"),
                rs.getString("last_name"),
                rs.getString("address"),
                rs.getBoolean("verified"),
                Optional.ofNullable(rs.getString("phone")).map(Phone::new),
                rs.getString("user_type"),
                rs.getBoolean("is_active"),
                rs.getObject("date_joined", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rs.getObject("last_login", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
