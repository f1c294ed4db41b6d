package dev.foyer.audit;

import dev.foyer.db.Unawaited;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL of `audit_event` and `audit_address`.
final class AuditStore {
    private static final String ADD =
            """
            with noted as (
                insert into audit_event (customer_id, kind, happened_at, actor, request_id, details)
                values (:customer, :kind, :now, :actor, :request, :details::jsonb)
                returning id)
            insert into audit_address (event_id, customer_id, address, seen_at)
            select id, cast(:owner as bigint), cast(:address as text), cast(:now as timestamptz)
              from noted where cast(:address as text) is not null
            """;

    private AuditStore() {}

    static void add(Handle tx, Event event, Instant now) {
        var update = Unawaited.update(tx, ADD);
        arguments(event, now).forEach(update::bind);
        update.send();
    }

    static void addAll(Handle tx, List<Event> events, Instant now) {
        var batch = tx.prepareBatch(ADD);
        events.forEach(event -> batch.add(arguments(event, now)));
        var _ = batch.execute();
    }

    private static Map<String, @Nullable Object> arguments(Event event, Instant now) {
        var arguments = new HashMap<String, @Nullable Object>();
        arguments.put("customer", event.customerId().orElse(null));
        arguments.put("kind", event.kind().label());
        arguments.put("now", now);
        arguments.put("actor", event.actor().label());
        arguments.put("request", event.requestId().orElse(null));
        arguments.put("details", Json.text(Json.node(event.details())));
        arguments.put("owner", event.addressOwner().orElse(null));
        arguments.put("address", event.address().orElse(null));
        return arguments;
    }

    static List<Noted> of(Handle handle, long customerId, long before, int most) {
        return handle.createQuery(
                        """
                        select e.id, e.kind, e.happened_at, e.actor, e.request_id, a.address, e.details
                          from audit_event e left join audit_address a on a.event_id = e.id
                         where e.customer_id = :customer and e.id < :before
                         order by e.id desc limit :most
                        """)
                .bind("customer", customerId)
                .bind("before", before)
                .bind("most", most)
                .map(
                        (rs, _) ->
                                new Noted(
                                        rs.getLong("id"),
                                        rs.getString("kind"),
                                        rs.getObject("happened_at", OffsetDateTime.class)
                                                .toInstant(),
                                        rs.getString("actor"),
                                        Optional.ofNullable(rs.getString("request_id")),
                                        Optional.ofNullable(rs.getString("address")),
                                        Json.parseOwn(rs.getString("details"))))
                .list();
    }

    static void forgetAddresses(Handle tx, long customerId) {
        tx.createUpdate("delete from audit_address where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }

    /// Deletes old events, and says before that this is retention: nobody else may (V14).
    static int removeOld(Handle tx, Instant before, int most) {
        tx.execute("set local foyer.audit_retention = 'on'");
        return tx.createUpdate(
                        """
                        delete from audit_event where id in
                               (select id from audit_event where happened_at < :before
                                 order by happened_at limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    static int removeOldAddresses(Handle tx, Instant before, int most) {
        return tx.createUpdate(
                        """
                        delete from audit_address where event_id in
                               (select event_id from audit_address where seen_at < :before
                                 order by seen_at limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }
}
