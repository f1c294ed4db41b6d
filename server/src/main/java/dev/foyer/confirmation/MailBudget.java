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
import java.util.function.Supplier;

/// How many mails with links may be asked for: the SQL of `mail_budget`. A window begins with the
/// first mail in it. Exact on any number of nodes: the counts are rows, changed in the transaction
/// that leaves the mail. Safe for use by many threads.
///
/// Registrations are counted apart from everything else, each by the rate of the scope `email`: who
/// registers somebody's address again and again must not use up the mails by which its owner
/// confirms it or takes it over. So an address gets at most twice that rate, ten mails in an hour
/// by default, which is also what one customer may have sent.
public final class MailBudget {
    /// Twice the standard of contract 0.2.14 for one address, so that one customer can make the
    /// shop write to a few strangers and to no more.
    private static final int MOST_OF_CUSTOMER = 10;

    private static final Duration HOUR = Duration.ofHours(1);

    /// The pause of the original's library (contract E.3).
    private static final Duration RESEND_PAUSE = Duration.ofMinutes(3);

    private static final int SWEPT_AT_ONCE = 1000;

    private final Database database;
    private final Supplier<Optional<Bound>> toAddress;
    private final Signer signer;
    private final InstantSource clock;

    /// @param toAddress what may go to one address (contract 0.2.14, scope `email`)
    public MailBudget(
            Database database,
            Supplier<Optional<Bound>> toAddress,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.toAddress = toAddress;
        this.signer = secrets.signer("mail budget");
        this.clock = clock;
    }

    /// So many mails in a window of time.
    public record Bound(int most, Duration window) {}

    /// Counts a mail that a customer asks for, or tells how long she has to wait; the transaction
    /// must then be rolled back.
    public Optional<Duration> spend(Handle tx, long customerId, Email to) {
        return to(tx, "address", to)
                .or(() -> spend(tx, "customer", Long.toString(customerId), MOST_OF_CUSTOMER, HOUR));
    }

    /// Counts the mail of a registration that anybody may send, whosever the address is, or tells
    /// how long to wait; the transaction must then be rolled back.
    public Optional<Duration> spendRegistration(Handle tx, Email to) {
        return to(tx, "registration", to);
    }

    /// Counts a mail that somebody wants to have once more; false where it is too soon. It is
    /// counted alike for every address, whosever it is.
    public boolean spendResend(Handle tx, Email to) {
        return spend(tx, "resend", to.identity(), 1, RESEND_PAUSE).isEmpty()
                && to(tx, "address", to).isEmpty();
    }

    private Optional<Duration> to(Handle tx, String kind, Email to) {
        return toAddress
                .get()
                .flatMap(bound -> spend(tx, kind, to.identity(), bound.most(), bound.window()));
    }

    /// Removes a bounded number of windows that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var own = toAddress.get().map(Bound::window).orElse(HOUR);
        var over = clock.instant().minus(own.compareTo(HOUR) > 0 ? own : HOUR);
        return database.write(tx -> removeOver(tx, over)) == SWEPT_AT_ONCE;
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
