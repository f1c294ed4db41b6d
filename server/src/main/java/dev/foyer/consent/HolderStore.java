package dev.foyer.consent;

import dev.foyer.customer.Consents;
import dev.foyer.db.Unawaited;
import dev.foyer.json.Json;
import dev.foyer.secret.DataKey;
import dev.foyer.secret.Secrets;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The SQL of `consent_key`, and of the columns of consent on `customer`.
final class HolderStore {
    private static final String HOLDER =
            """
            select c.id, c.email_allowed, c.sms_allowed, c.call_allowed, c.whatsapp_allowed,
                   c.erased_at is not null as erased, c.attributes ->> 'kvkk_flat_page_version' as text_version
              from customer c
            """;

    private HolderStore() {}

    /// A customer's number, and the sealed pepper where there is one.
    record Sealed(long id, boolean erased, Optional<String> pepper) {}

    /// These customers, locked: all who change consents queue here, in the order of the numbers, so
    /// that no two can wait for each other.
    static List<Holder> lock(Handle tx, Collection<Long> ids) {
        return tx.createQuery(
                        HOLDER
                                + """
                                   where c.id = any (cast(:ids as bigint[])) order by c.id for no key update
                                  """)
                .bind("ids", array(ids))
                .map((rs, _) -> holder(rs))
                .list();
    }

    static List<Holder> find(Handle handle, Collection<Long> ids) {
        return handle.createQuery(HOLDER + " where c.id = any (cast(:ids as bigint[]))")
                .bind("ids", array(ids))
                .map((rs, _) -> holder(rs))
                .list();
    }

    /// The keys of those who have one that can be opened.
    static Map<Long, CustomerKey> keys(
            Handle handle, Collection<Long> ids, LedgerKeys keys, Secrets secrets) {
        var found = new HashMap<Long, CustomerKey>();
        handle.createQuery(
                        """
                        select customer_id as id, false as erased, pepper from consent_key
                         where customer_id = any (cast(:ids as bigint[]))
                        """)
                .bind("ids", array(ids))
                .map((rs, _) -> kept(rs))
                .list()
                .forEach(
                        kept ->
                                open(handle, kept, keys, secrets)
                                        .ifPresent(key -> found.put(kept.id(), key)));
        return found;
    }

    static Optional<CustomerKey> open(
            Handle handle, Sealed kept, LedgerKeys keys, Secrets secrets) {
        return kept.pepper()
                .flatMap(pepper -> keys.open(handle, pepper))
                .flatMap(spelled -> DataKey.read(secrets, spelled))
                .map(CustomerKey::new);
    }

    /// Customers after a number, whether they have a key or not.
    static List<Sealed> after(Handle handle, long id, int most) {
        return handle.createQuery(
                        """
                        select c.id, c.erased_at is not null as erased, k.pepper
                          from customer c left join consent_key k on k.customer_id = c.id
                         where c.id > :id order by c.id limit :most
                        """)
                .bind("id", id)
                .bind("most", most)
                .map((rs, _) -> kept(rs))
                .list();
    }

    /// A key that cannot be opened any more is replaced.
    static void putKeys(Handle tx, Map<Long, String> sealedPeppers) {
        Unawaited.update(
                        tx,
                        """
                        insert into consent_key (customer_id, pepper)
                        select id, pepper from jsonb_to_recordset(cast(:keys as jsonb)) as r (id bigint, pepper text)
                        on conflict (customer_id) do update set pepper = excluded.pepper
                        """)
                .bind(
                        "keys",
                        LedgerStore.json(
                                sealedPeppers.entrySet().stream()
                                        .map(
                                                key ->
                                                        Json.object()
                                                                .put("id", key.getKey())
                                                                .put("pepper", key.getValue()))
                                        .toList()))
                .send();
    }

    static int removeKeys(Handle tx, Collection<Long> ids) {
        return tx.createUpdate(
                        "delete from consent_key where customer_id = any (cast(:ids as bigint[]))")
                .bind("ids", array(ids))
                .execute();
    }

    /// The projection: the flags on the customers themselves. They are named twice, since the
    /// planner takes a set of JSON rows for a hundred and reads the whole of a small table for
    /// them.
    static void project(Handle tx, Map<Long, Consents> flags) {
        tx.createUpdate(
                        """
                        update customer c
                           set email_allowed = r.email, sms_allowed = r.sms, call_allowed = r.call,
                               whatsapp_allowed = r.whatsapp
                          from jsonb_to_recordset(cast(:flags as jsonb)) as r
                               (id bigint, email boolean, sms boolean, call boolean, whatsapp boolean)
                         where c.id = r.id and c.id = any (cast(:ids as bigint[]))
                        """)
                .bind("ids", array(flags.keySet()))
                .bind(
                        "flags",
                        LedgerStore.json(
                                flags.entrySet().stream()
                                        .map(flag -> node(flag.getKey(), flag.getValue()))
                                        .toList()))
                .execute();
    }

    private static ObjectNode node(long id, Consents flags) {
        return Json.object()
                .put("id", id)
                .put("email", flags.email())
                .put("sms", flags.sms())
                .put("call", flags.call())
                .put("whatsapp", flags.whatsapp());
    }

    private static String array(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Holder holder(ResultSet rs) throws SQLException {
        return new Holder(
                rs.getLong("id"),
                new Consents(
                        rs.getBoolean("email_allowed"),
                        rs.getBoolean("sms_allowed"),
                        rs.getBoolean("call_allowed"),
                        rs.getBoolean("whatsapp_allowed")),
                rs.getBoolean("erased"),
                Optional.ofNullable(rs.getString("text_version")));
    }

    private static Sealed kept(ResultSet rs) throws SQLException {
        return new Sealed(
                rs.getLong("id"),
                rs.getBoolean("erased"),
                Optional.ofNullable(rs.getString("pepper")));
    }
}
