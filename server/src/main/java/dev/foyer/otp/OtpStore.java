package dev.foyer.otp;

import dev.foyer.customer.Phone;
import dev.foyer.secret.Sha256;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The SQL of `one_time_code`.
final class OtpStore {
    private static final String SELECT =
            """
            select purpose, holder, phone, code_hash, data_hash, issued_at, expires_at, tries, last_wrong, last_wrong_at
              from one_time_code where purpose = :purpose and holder = :holder
            """;

    private static final Duration KEPT = Duration.ofHours(1);

    private OtpStore() {}

    /// The last wrong try, by its hash.
    record Wrong(Sha256 shown, Instant at) {}

    record Row(
            String purpose,
            String holder,
            String phone,
            Sha256 code,
            Sha256 data,
            Instant issued,
            Instant expires,
            int tries,
            Optional<Wrong> lastWrong) {
        @Override
        public String toString() {
            return "a code for " + purpose;
        }
    }

    /// Those who ask for codes to one phone at once queue here.
    static void lock(Handle tx, Phone phone) {
        tx.createQuery(
                        "select true from (select pg_advisory_xact_lock(hashtextextended(:phone, 7))) as locked")
                .bind("phone", "sms " + phone.e164())
                .mapTo(Boolean.class)
                .one();
    }

    /// When this phone or this holder got the last code.
    static Optional<Instant> lastIssued(Handle tx, Phone phone, String purpose, String holder) {
        return tx.createQuery(
                        """
                        select max(issued_at) from one_time_code
                         where phone = :phone or (purpose = :purpose and holder = :holder)
                        """)
                .bind("phone", phone.e164())
                .bind("purpose", purpose)
                .bind("holder", holder)
                .map((rs, _) -> Optional.ofNullable(rs.getObject(1, OffsetDateTime.class)))
                .one()
                .map(OffsetDateTime::toInstant);
    }

    static void put(Handle tx, Row row) {
        tx.createUpdate(
                        """
                        insert into one_time_code (purpose, holder, phone, code_hash, data_hash, issued_at, expires_at)
                        values (:purpose, :holder, :phone, :code, :data, :issued, :expires)
                        on conflict (purpose, holder) do update
                           set phone = excluded.phone, code_hash = excluded.code_hash,
                               data_hash = excluded.data_hash, issued_at = excluded.issued_at,
                               expires_at = excluded.expires_at, tries = 0, last_wrong = null, last_wrong_at = null
                        """)
                .bind("purpose", row.purpose())
                .bind("holder", row.holder())
                .bind("phone", row.phone())
                .bind("code", row.code().bytes())
                .bind("data", row.data().bytes())
                .bind("issued", row.issued())
                .bind("expires", row.expires())
                .execute();
    }

    static Optional<Row> find(Handle handle, String purpose, String holder) {
        return find(handle, SELECT, purpose, holder);
    }

    static Optional<Row> findForUpdate(Handle tx, String purpose, String holder) {
        return find(tx, SELECT + " for update", purpose, holder);
    }

    static void countTry(Handle tx, String purpose, String holder, byte[] shown, Instant now) {
        tx.createUpdate(
                        """
                        update one_time_code set tries = tries + 1, last_wrong = :shown, last_wrong_at = :now
                         where purpose = :purpose and holder = :holder
                        """)
                .bind("purpose", purpose)
                .bind("holder", holder)
                .bind("shown", shown)
                .bind("now", now)
                .execute();
    }

    static boolean remove(Handle tx, String purpose, String holder, byte[] code) {
        return tx.createUpdate(
                                """
                                delete from one_time_code
                                 where purpose = :purpose and holder = :holder and code_hash = :code
                                """)
                        .bind("purpose", purpose)
                        .bind("holder", holder)
                        .bind("code", code)
                        .execute()
                == 1;
    }

    /// A code that is over is kept for an hour more: its time of issue still bounds the next one.
    static int removeExpired(Handle tx, Instant now, int most) {
        int codes =
                tx.createUpdate(
                                """
                                delete from one_time_code where (purpose, holder) in
                                       (select purpose, holder from one_time_code
                                         where expires_at < :before limit :most for update skip locked)
                                """)
                        .bind("before", now.minus(KEPT))
                        .bind("most", most)
                        .execute();
        return Math.max(codes, SmsBudgetStore.removeOver(tx, now, most));
    }

    private static Optional<Row> find(Handle handle, String sql, String purpose, String holder) {
        return handle.createQuery(sql)
                .bind("purpose", purpose)
                .bind("holder", holder)
                .map((rs, _) -> row(rs))
                .findOne();
    }

    private static Row row(ResultSet rs) throws SQLException {
        var wrongAt = Optional.ofNullable(rs.getObject("last_wrong_at", OffsetDateTime.class));
        var wrong = rs.getBytes("last_wrong");
        return new Row(
                rs.getString("purpose"),
                rs.getString("holder"),
                rs.getString("phone"),
                Sha256.stored(rs.getBytes("code_hash")),
                Sha256.stored(rs.getBytes("data_hash")),
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                rs.getObject("expires_at", OffsetDateTime.class).toInstant(),
                rs.getInt("tries"),
                wrongAt.map(at -> new Wrong(Sha256.stored(wrong), at.toInstant())));
    }
}
