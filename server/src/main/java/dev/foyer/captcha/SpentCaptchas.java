package dev.foyer.captcha;

import dev.foyer.db.Database;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The captchas that have been solved: each counts once, on whichever node it is shown. Safe for
/// use by many threads.
public final class SpentCaptchas {
    /// Longer than any captcha can be shown: a puzzle lives ten minutes, an answer of hCaptcha and
    /// reCAPTCHA two, one of Turnstile five. The rest is for clocks that differ between nodes.
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int SWEPT_AT_ONCE = 1_000;

    private final Database database;
    private final InstantSource clock;

    public SpentCaptchas(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Spends a captcha; false where somebody has done so before.
    ///
    /// @param id 16 bytes by which it is told from others
    boolean spend(byte[] id) {
        var until = clock.instant().plus(KEPT);
        return database.write(tx -> add(tx, id, until)) == 1;
    }

    /// Removes a bounded number of those that are too old; true where there may be more.
    public boolean sweep() {
        var now = clock.instant();
        return database.write(tx -> removeOver(tx, now)) >= SWEPT_AT_ONCE;
    }

    private static int add(Handle tx, byte[] id, Instant until) {
        return tx.createUpdate(
                        """
                        insert into captcha_spent (id, until) values (:id, :until)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("until", until)
                .execute();
    }

    private static int removeOver(Handle tx, Instant now) {
        return tx.createUpdate(
                        """
                        delete from captcha_spent where id in
                               (select id from captcha_spent
                                 where until <= :now limit :most for update skip locked)
                        """)
                .bind("now", now)
                .bind("most", SWEPT_AT_ONCE)
                .execute();
    }
}
