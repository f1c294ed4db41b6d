package dev.foyer.otp;

import dev.foyer.customer.Phone;
import dev.foyer.db.Database;
import dev.foyer.db.TakenBack;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Sha256;
import dev.foyer.secret.Signer;
import dev.foyer.web.Client;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Issues codes by SMS and checks them, on all nodes as on one. A code is bound to the one who
/// asked for it (the holder: a session), to a phone and to the data that it is to confirm. It is
/// stored as a hash under our key. Safe for use by many threads.
public final class OneTimeCodes {
    /// Wrong tries for one code: with six digits a guesser has one chance in 200,000 (NIST SP
    /// 800-63B-4, 3.2.2 allows a hundred).
    static final int MOST_TRIES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(OneTimeCodes.class);
    private static final int SWEPT_AT_ONCE = 1000;

    /// The published client repeats each failed call three times (contract 0.2.14).
    private static final Duration SAME_TRY = Duration.ofSeconds(10);

    private static final Reach NOBODY = new Reach(false, Optional.empty());
    private static final Reach STRANGER = new Reach(true, Optional.empty());

    private final Database database;
    private final SmsBudget budget;
    private final CodeMessage message;
    private final DynamicSettings settings;
    private final Secrets secrets;
    private final Signer signer;
    private final InstantSource clock;

    public OneTimeCodes(
            Database database,
            SmsBudget budget,
            CodeMessage message,
            DynamicSettings settings,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.budget = budget;
        this.message = message;
        this.settings = settings;
        this.secrets = secrets;
        this.signer = secrets.signer("one-time code");
        this.clock = clock;
    }

    /// Whom a message reaches.
    ///
    /// @param sent whether it is sent at all
    /// @param customerId whose message it is, where she is known
    private record Reach(boolean sent, Optional<Long> customerId) {}

    /// Who wants a code for what.
    ///
    /// @param purpose such as `registration`; a code of another purpose never fits
    /// @param holder the session that will show the code, or `customer ` and a customer's number
    /// @param data what the code confirms; compared when it is shown
    public record Occasion(String purpose, String holder, Phone phone, List<String> data) {
        @Override
        public String toString() {
            return purpose + " by " + phone;
        }
    }

    /// Sends a new code, which kills the one before it, or says why not.
    public Issued issue(Occasion occasion, Client client, Language language) {
        return database.write(tx -> issue(tx, occasion, client, language, STRANGER));
    }

    /// The same for a customer, in a transaction of the caller's, which must be rolled back where
    /// nothing was sent. The message is hers, also while the phone is not.
    public Issued issue(
            Handle tx, long customerId, Occasion occasion, Client client, Language language) {
        return issue(tx, occasion, client, language, new Reach(true, Optional.of(customerId)));
    }

    /// Does what [#issue] does, at the same cost and within the same bounds, but for the message,
    /// which nobody gets: so that it cannot be told from outside whether somebody has this phone.
    public Issued pretend(Occasion occasion, Client client, Language language) {
        return database.write(tx -> issue(tx, occasion, client, language, NOBODY));
    }

    /// Whether a code is waiting to be shown on this occasion.
    public boolean isPending(Occasion occasion) {
        return database.read(handle -> OtpStore.find(handle, occasion.purpose(), occasion.holder()))
                .filter(row -> row.expires().isAfter(clock.instant()))
                .isPresent();
    }

    /// Checks a code. Tries queue behind each other, so that of any number of guesses at once five
    /// are looked at.
    public Checked check(Occasion occasion, String code) {
        return database.write(tx -> check(tx, occasion, code));
    }

    /// Spends a code found right, in the transaction that does what it confirms; false where
    /// somebody was quicker.
    public boolean spend(Handle tx, Checked.Ticket ticket) {
        return OtpStore.remove(tx, ticket.purpose(), ticket.holder(), ticket.hash().bytes());
    }

    /// Removes a bounded number of what is over; to be called now and then.
    ///
    /// @return whether there may be more of it
    public boolean sweep() {
        return database.write(tx -> OtpStore.removeExpired(tx, clock.instant(), SWEPT_AT_ONCE))
                >= SWEPT_AT_ONCE;
    }

    private Issued issue(
            Handle tx, Occasion occasion, Client client, Language language, Reach reach) {
        var now = clock.instant();
        OtpStore.lock(tx, occasion.phone());
        var earliest =
                OtpStore.lastIssued(tx, occasion.phone(), occasion.purpose(), occasion.holder())
                        .map(last -> last.plus(settings.get(OtpSettings.SMS_OTP_RESEND_INTERVAL)))
                        .filter(now::isBefore);
        if (earliest.isPresent()) {
            LOG.info("no code is sent: SMS_OTP_RESEND_INTERVAL is not over");
            return new Issued.TooOften(
                    Duration.between(now, earliest.get()), "SMS_OTP_RESEND_INTERVAL");
        }
        var spent = budget.spend(tx, occasion.phone(), client, now);
        if (spent instanceof Issued.TooOften refused) {
            return refused;
        }
        var code = secrets.randomDigits(settings.get(OtpSettings.SMS_OTP_LENGTH));
        var expires = now.plus(settings.get(OtpSettings.SMS_OTP_EXPIRE_TIME));
        OtpStore.put(tx, row(occasion, code, now, expires));
        // A message for nobody is written like any other, and then taken back.
        TakenBack.unless(
                tx,
                reach.sent(),
                () ->
                        message.leave(
                                tx, occasion.phone(), code, expires, language, reach.customerId()));
        return spent;
    }

    private OtpStore.Row row(Occasion occasion, String code, Instant now, Instant expires) {
        return new OtpStore.Row(
                occasion.purpose(),
                occasion.holder(),
                occasion.phone().e164(),
                Sha256.stored(signer.sign(codeParts(occasion, code))),
                Sha256.stored(signer.sign(dataParts(occasion))),
                now,
                expires,
                0,
                Optional.empty());
    }

    private Checked check(Handle tx, Occasion occasion, String code) {
        var now = clock.instant();
        var found = OtpStore.findForUpdate(tx, occasion.purpose(), occasion.holder());
        if (found.isEmpty()
                || !found.get().expires().isAfter(now)
                || found.get().tries() >= MOST_TRIES) {
            return new Checked.Refused();
        }
        var row = found.get();
        boolean codeRight = matches(row.code(), codeParts(occasion, code));
        boolean dataRight = matches(row.data(), dataParts(occasion));
        if (codeRight && dataRight) {
            return new Checked.Accepted(
                    new Checked.Ticket(row.purpose(), row.holder(), row.code()));
        }
        count(tx, row, signer.sign(tryParts(occasion, code)), now);
        return codeRight ? new Checked.Mismatch() : new Checked.Refused();
    }

    private static void count(Handle tx, OtpStore.Row row, byte[] shown, Instant now) {
        boolean repeated =
                row.lastWrong()
                        .filter(last -> last.at().plus(SAME_TRY).isAfter(now))
                        .filter(last -> MessageDigest.isEqual(last.shown().bytes(), shown))
                        .isPresent();
        if (!repeated) {
            OtpStore.countTry(tx, row.purpose(), row.holder(), shown, now);
        }
    }

    private boolean matches(Sha256 stored, String... parts) {
        return signer.verify(stored.hex(), mac -> HexFormat.of().formatHex(mac), parts);
    }

    private static String[] codeParts(Occasion occasion, String code) {
        return new String[] {"code", occasion.purpose(), occasion.holder(), code};
    }

    private static String[] dataParts(Occasion occasion) {
        return new String[] {
            "data", occasion.purpose(), occasion.holder(), String.join("\n", occasion.data())
        };
    }

    private static String[] tryParts(Occasion occasion, String code) {
        return new String[] {"try", occasion.holder(), code, String.join("\n", occasion.data())};
    }
}
