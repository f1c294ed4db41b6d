package dev.foyer.credential;

import dev.foyer.customer.Email;
import dev.foyer.db.Awaited;
import dev.foyer.db.Unawaited;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The SQL of `credential`. Whoever writes a new password holds the customer's row before
/// ([dev.foyer.customer.Customers#lock]), so that whatever hangs on it is decided in one order.
public final class Credentials {
    private Credentials() {}

    /// What a sign-in needs to know of the customer behind an address.
    ///
    /// @param passwordHash empty where she has no usable password
    /// @param passwordChanged when it became another one
    /// @param cameIn whether she has ever signed in
    /// @param lastAddress from which she signed in last, in digits
    public record Found(
            long customerId,
            Optional<String> passwordHash,
            boolean active,
            boolean emailVerified,
            boolean verificationRequired,
            boolean cameIn,
            Optional<Instant> passwordChanged,
            Optional<String> lastAddress) {}

    /// Who is at an address, or next to it where nobody is there: whoever does the same for both,
    /// and believes only in [#hers], lets nobody learn by time which it was.
    ///
    /// @param found whose address is the last one up to it; empty where it comes before all others
    /// @param isHers whether it is her primary address
    public record Nearest(Optional<Found> found, boolean isHers) {
        private static final Nearest NOBODY = new Nearest(Optional.empty(), false);

        /// The customer whose primary address it is.
        public Optional<Found> hers() {
            return found.filter(_ -> isHers);
        }
    }

    /// The customer whose primary address this is, or the one next to it; one statement. It reads
    /// the last address in the unique index up to this one and whose it is, and only then whether
    /// it is this one.
    public static Nearest find(Handle handle, Email email) {
        return handle.createQuery(
                        """
                        select c.id, p.password_hash, c.is_active, e.verified_at is not null as verified,
                               c.attributes -> 'verification_required' = 'true'::jsonb as required,
                               c.last_login is not null as came_in, p.changed_at,
                               c.attributes ->> 'logged_ip' as last_address,
                               e.is_primary and e.identity = :identity as is_it
                          from (select identity, is_primary, customer_id, verified_at
                                  from email_address
                                 where (is_primary or verified_at is not null) and identity <= :identity
                                 order by identity desc
                                 limit 1) e
                          join customer c on c.id = e.customer_id
                          left join credential p on p.customer_id = c.id
                        """)
                .bind("identity", email.identity())
                .map((rs, _) -> new Nearest(Optional.of(found(rs)), rs.getBoolean("is_it")))
                .findOne()
                .orElse(Nearest.NOBODY);
    }

    private static Found found(ResultSet rs) throws SQLException {
        return new Found(
                rs.getLong("id"),
                Optional.ofNullable(rs.getString("password_hash")),
                rs.getBoolean("is_active"),
                rs.getBoolean("verified"),
                rs.getBoolean("required"),
                rs.getBoolean("came_in"),
                Optional.ofNullable(rs.getObject("changed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(rs.getString("last_address")));
    }

    /// The first password of a new customer.
    public static void add(Handle tx, long customerId, String hash, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        insert into credential (customer_id, password_hash, changed_at)
                        values (:customer, :hash, :now)
                        """)
                .bind("customer", customerId)
                .bind("hash", hash)
                .bind("now", now)
                .send();
    }

    /// A password as it stands.
    ///
    /// @param changes how often it has been another
    public record Stored(String hash, int changes, Instant changed) {
        /// A text that is another one for each password that a customer ever has, also where one
        /// was taken away in between, and the same where it is only hashed anew: what is to die
        /// with a password is bound to this.
        public String edition() {
            return changes + " " + changed;
        }

        @Override
        public String toString() {
            return "change " + changes;
        }
    }

    /// The password of a customer, or nothing where she has none that could be used.
    public static Optional<Stored> stored(Handle handle, long customerId) {
        return handle.createQuery(
                        """
                        select password_hash, changes, changed_at
                          from credential where customer_id = :customer
                        """)
                .bind("customer", customerId)
                .map(
                        (rs, _) ->
                                new Stored(
                                        rs.getString(1),
                                        rs.getInt(2),
                                        rs.getObject(3, OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /// Whether this is still the password of a customer whose account is open; asked by a
    /// transaction that holds her row.
    public static boolean stillOpens(Handle tx, long customerId, String hash) {
        return Awaited.query(
                        tx,
                        """
                        select p.password_hash from credential p join customer c on c.id = p.customer_id
                         where c.id = :customer and c.is_active
                        """)
                .bind("customer", customerId)
                .findOne(row -> row.getString(1))
                .filter(hash::equals)
                .isPresent();
    }

    /// A new password in the place of the one that stood; false where another one stands by now.
    public static boolean replace(
            Handle tx, long customerId, Optional<Stored> before, String hash, Instant now) {
        var statement =
                before.isPresent()
                        ? """
                        update credential set password_hash = :hash, changes = changes + 1, changed_at = :now
                         where customer_id = :customer and changes = :changes
                        """
                        : """
                        insert into credential (customer_id, password_hash, changed_at)
                        values (:customer, :hash, :now) on conflict do nothing
                        """;
        var update =
                tx.createUpdate(statement)
                        .bind("customer", customerId)
                        .bind("hash", hash)
                        .bind("now", now);
        before.ifPresent(stood -> update.bind("changes", stood.changes()));
        return update.execute() == 1;
    }

    /// The passwords of many new customers, in one statement.
    ///
    /// @param hashes as [StoredHashes] admitted them, by customer
    public static void addAll(Handle tx, Map<Long, String> hashes, Instant now) {
        var rows = List.copyOf(hashes.entrySet());
        tx.createUpdate(
                        """
                        insert into credential (customer_id, password_hash, changed_at)
                        select id, hash, :now from unnest(:ids, :hashes) as r(id, hash)
                        """)
                .bindArray("ids", Long.class, rows.stream().map(Map.Entry::getKey).toList())
                .bindArray("hashes", String.class, rows.stream().map(Map.Entry::getValue).toList())
                .bind("now", now)
                .execute();
    }

    /// The stored hashes of these customers, as far as they have one.
    public static Map<Long, String> hashes(Handle handle, List<Long> customers) {
        return handle.createQuery(
                        "select customer_id, password_hash from credential where customer_id = any(:ids)")
                .bindArray("ids", Long.class, customers)
                .map((rs, _) -> Map.entry(rs.getLong(1), rs.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The same password, hashed at another cost; nothing happens where it was changed meanwhile.
    public static void upgrade(Handle tx, long customerId, String from, String to) {
        tx.createUpdate(
                        """
                        update credential set password_hash = :to
                         where customer_id = :customer and password_hash = :from
                        """)
                .bind("customer", customerId)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /// Takes a password away, and keeps it among the old ones: somebody else knows it. A new one is
    /// chosen by mail.
    public static void revoke(Handle tx, long customerId, Instant now) {
        stored(tx, customerId)
                .ifPresent(known -> PasswordHistory.keep(tx, customerId, known.hash(), now));
        tx.createUpdate("delete from credential where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }
}
