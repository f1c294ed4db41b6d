package dev.foyer.session;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The SQL of `guest_choice`.
final class GuestStore {
    private GuestStore() {}

    static Optional<Choices> find(Handle handle, String holder, Instant now) {
        return handle.createQuery(
                        """
                        select currency, city, language from guest_choice
                         where holder = :holder and expires_at > :now
                        """)
                .bind("holder", holder)
                .bind("now", now)
                .map((rs, _) -> choices(rs))
                .findOne();
    }

    /// Adds to what a guest has chosen, and tells all of it.
    static Choices put(Handle tx, String holder, Choices chosen, Instant expires) {
        return tx.createQuery(
                        """
                        insert into guest_choice (holder, currency, city, language, expires_at)
                        values (:holder, :currency, :city, :language, :expires)
                        on conflict (holder) do update
                           set currency = coalesce(excluded.currency, guest_choice.currency),
                               city = coalesce(excluded.city, guest_choice.city),
                               language = coalesce(excluded.language, guest_choice.language),
                               expires_at = excluded.expires_at
                        returning currency, city, language
                        """)
                .bind("holder", holder)
                .bind("currency", chosen.currency().orElse(null))
                .bind("city", chosen.city().orElse(null))
                .bind("language", chosen.language().orElse(null))
                .bind("expires", expires)
                .map((rs, _) -> choices(rs))
                .one();
    }

    /// Keeps what a guest has chosen for longer; false where there is nothing to keep.
    static boolean extend(Handle tx, String holder, Instant now, Instant expires) {
        return tx.createUpdate(
                                """
                        update guest_choice set expires_at = :expires
                         where holder = :holder and expires_at > :now
                        """)
                        .bind("holder", holder)
                        .bind("now", now)
                        .bind("expires", expires)
                        .execute()
                == 1;
    }

    /// Hands over what a guest has chosen; nothing of it stays. Of several at once one gets it.
    static Choices take(Handle tx, String holder, Instant now) {
        return tx.createQuery(
                        """
                        delete from guest_choice where holder = :holder
                        returning currency, city, language, expires_at > :now as lives
                        """)
                .bind("holder", holder)
                .bind("now", now)
                .map((rs, _) -> rs.getBoolean("lives") ? choices(rs) : Choices.NONE)
                .findOne()
                .orElse(Choices.NONE);
    }

    static int removeExpired(Handle tx, Instant now, int most) {
        return tx.createUpdate(
                        """
                        delete from guest_choice where holder in
                               (select holder from guest_choice where expires_at < :now
                                 limit :most for update skip locked)
                        """)
                .bind("now", now)
                .bind("most", most)
                .execute();
    }

    /// Removes what was chosen longest ago, where more guests than this have chosen something.
    static int removeBeyond(Handle tx, int guests, int most) {
        return tx.createUpdate(
                        """
                        delete from guest_choice where holder in
                               (select holder from guest_choice
                                 order by expires_at desc offset :guests limit :most)
                        """)
                .bind("guests", guests)
                .bind("most", most)
                .execute();
    }

    private static Choices choices(ResultSet rs) throws SQLException {
        return new Choices(
                Optional.ofNullable(rs.getString("currency")),
                Optional.ofNullable(rs.getString("city")),
                Optional.ofNullable(rs.getString("language")));
    }
}
