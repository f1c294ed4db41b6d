package dev.foyer.confirmation;

import dev.foyer.customer.Email;
import dev.foyer.db.Database;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;

/// How many mails with links may be asked for: the SQL of `mail_budget`. A window begins with the
/// first mail in it. Exact on any number of nodes: the counts are rows, changed in the transaction
/// that leaves the mail. Safe for use by many threads.
public final class MailBudget {
    /// Contract 0.2.14, scope `email`: five in an hour to one address.
    private static final int MOST_TO_ADDRESS = 5;

    /// Twice that, so that one customer can make the shop write to a few strangers and to no more.
    private static final int MOST_OF_CUSTOMER = 10;

    private static final Duration HOUR = Duration.ofHours(1);

    /// The pause of the original's library (contract E.3).
    private static final Duration RESEND_PAUSE = Duration.ofMinutes(3);

    private static final int SWEPT_AT_ONCE = 1000;

    private final Database database;
    private final Signer signer;
    private final InstantSource clock;

    public MailBudget(Database database, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.signer = secrets.signer("mail budget");
        this.clock = clock;
    }

    /// Counts a mail that a customer asks for, or tells how long she has to wait; the transaction
    /// must then be rolled back.
    public Optional<Duration> spend(Handle tx, long customerId, Email to) {
        return spend(tx, "address", to.identity(), MOST_TO_ADDRESS, HOUR)
                .or(() -> spend(tx, "customer", Long.toString(customerId), MOST_OF_CUSTOMER, HOUR));
    }

    /// Counts a mail that somebody wants to have once more; false where it is too soon. It is
    /// counted alike for every address, whosever it is.
    public boolean spendResend(Handle tx, Email to) {
        return spend(tx, "resend", to.identity(), 1, RESEND_PAUSE).isEmpty()
                && spend(tx, "address", to.identity(), MOST_TO_ADDRESS, HOUR).isEmpty();
    }

    /// Removes a bounded number of windows that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        return database.write(tx -> removeOver(tx, clock.instant().minus(HOUR))) == SWEPT_AT_ONCE;
    }

    private Optional<Duration> spend(
            Handle tx, String kind, String value, int most, Duration window) {
        var subject = kind + " " + HexFormat.of().formatHex(signer.sign(kind, value), 0, 16);
        var now = clock.instant();
        return count(tx, subject, now, now.minus(window), most)
                ? Optional.empty()
                : Optional.of(Duration.between(now, since(tx, subject).plus(window)));
    }

    private static boolean count(
            Handle tx, String subject, Instant now, Instant earliest, int most) {
        return tx.createUpdate(
                                """
                                insert into mail_budget (subject, since, used) values (:subject, :now, 1)
                                on conflict (subject) do update
                                   set used = case when mail_budget.since <= cast(:earliest as timestamptz) then 1
                                                   else mail_budget.used + 1 end,
                                       since = case when mail_budget.since <= cast(:earliest as timestamptz)
                                                    then excluded.since else mail_budget.since end
                                 where mail_budget.used < :most
                                    or mail_budget.since <= cast(:earliest as timestamptz)
                                """)
                        .bind("subject", subject)
                        .bind("now", now)
                        .bind("earliest", earliest)
                        .bind("most", most)
                        .execute()
                == 1;
    }

    private static Instant since(Handle tx, String subject) {
        return tx.createQuery("select since from mail_budget where subject = :subject")
                .bind("subject", subject)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    private static int removeOver(Handle tx, Instant before) {
        return tx.createUpdate(
                        """
                        delete from mail_budget where subject in
                               (select subject from mail_budget
                                 where since < :before limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", SWEPT_AT_ONCE)
                .execute();
    }
}
