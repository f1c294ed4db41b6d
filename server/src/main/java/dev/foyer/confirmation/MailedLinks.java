package dev.foyer.confirmation;

import dev.foyer.customer.Email;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Sha256;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The links in mails about an address that a customer has or wants to have. A link is a row, named
/// by two segments of a path (contract B.1.8): `signed_email` names the row, `user_id_key` the
/// customer, and each is signed for its purpose over the row, the customer, the address and the
/// time. So the table alone makes no link, and a link of a row that is no more, or is another, is
/// worth nothing. Safe for use by many threads.
public final class MailedLinks {
    /// Seven days (contract B.1.11).
    public static final Setting<Duration> EMAIL_LINK_TIMEOUT =
            Setting.seconds(
                    "EMAIL_LINK_TIMEOUT",
                    Duration.ofMinutes(1),
                    Duration.ofDays(30),
                    Duration.ofDays(7),
                    "The link of a mail that adds or changes an address works for this long.");

    /// Seven days too: a link to change an address is as old when it is used at the latest, and a
    /// week is what people need to see a mail.
    public static final Setting<Duration> EMAIL_OBJECTION_TIMEOUT =
            Setting.seconds(
                    "EMAIL_OBJECTION_TIMEOUT",
                    Duration.ofMinutes(1),
                    Duration.ofDays(90),
                    Duration.ofDays(7),
                    "The former address can object to a change for this long.");

    /// 176 bits of HMAC-SHA-256, above the 128 bits at which guessing ends; with the number before
    /// it a multiple of three bytes, so that each of the 40 characters counts whole.
    private static final int MAC_BYTES = 22;

    private static final int SEGMENT_LENGTH = 40;
    private static final int SWEPT_AT_ONCE = 1000;
    private static final String FIRST = "signed_email";
    private static final String SECOND = "user_id_key";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Database database;
    private final DynamicSettings settings;
    private final Map<Purpose, Signer> signers = new EnumMap<>(Purpose.class);
    private final InstantSource clock;

    public MailedLinks(
            Database database, Secrets secrets, DynamicSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        for (var purpose : Purpose.values()) {
            signers.put(purpose, secrets.signer("mailed link " + purpose.label()));
        }
    }

    /// What a link is for. A link of one purpose is worth nothing for another.
    public enum Purpose {
        /// Adds the address to those of the customer.
        VERIFY("verify", "email-verify"),
        /// Makes the address her primary one.
        SET_PRIMARY("set-primary", "email-set-primary"),
        /// Restores the address that was her primary one.
        OBJECTION("objection", "email-objection");

        private final String label;
        private final String path;

        Purpose(String label, String path) {
            this.label = label;
            this.path = path;
        }

        /// The pattern of its path.
        public String route() {
            return "/users/" + path + "/<signed_email>/<user_id_key>/";
        }

        String label() {
            return label;
        }

        static Purpose labelled(String label) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.label.equals(label))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// A link to be made.
    ///
    /// @param state of the account, in a text that is another once the link must be dead; empty for
    ///   a link that outlives every change
    /// @param session that asks for it, if one does
    public record Draft(
            Purpose purpose, long customerId, Email email, String state, Optional<Sha256> session) {
        @Override
        public String toString() {
            return purpose + " of customer " + customerId;
        }
    }

    /// A link that was made, as [Draft] describes it.
    ///
    /// @param ended whether it was used, or taken back
    public record Link(long id, Draft draft, Instant issued, boolean ended) {}

    /// Makes a link; its path, with slashes around it.
    public String issue(Handle tx, Draft draft) {
        var link = MailedLinkStore.add(tx, draft, clock.instant());
        return "/users/%s/%s/%s/"
                .formatted(
                        draft.purpose().path,
                        spelled(link.id(), mac(link, FIRST)),
                        spelled(draft.customerId(), mac(link, SECOND)));
    }

    /// The link that these two segments name, or nothing where they are forged, altered, too old,
    /// of two links or of another purpose. Whether it still does something is for the caller to
    /// say.
    public Optional<Link> read(Handle handle, Purpose purpose, String first, String second) {
        return number(first)
                .filter(_ -> number(second).isPresent())
                .flatMap(id -> MailedLinkStore.find(handle, id))
                .filter(link -> link.draft().purpose() == purpose)
                .filter(link -> isSigned(link, first, second))
                .filter(link -> !isOver(link));
    }

    /// Whether a link for this purpose and address of a customer may still be used.
    public boolean isOpen(Handle handle, Purpose purpose, long customerId, Email email) {
        return MailedLinkStore.newestOpen(handle, purpose, customerId, email)
                .filter(link -> !isOver(link))
                .isPresent();
    }

    /// When a link made now will be over.
    public Instant end(Purpose purpose) {
        return clock.instant().plus(timeout(purpose));
    }

    /// Ends every link of a customer for these purposes: they were used, or their reason is gone.
    public void end(Handle tx, long customerId, List<Purpose> purposes) {
        MailedLinkStore.end(tx, customerId, purposes, clock.instant());
    }

    /// Ends every link of a customer to an address.
    public void end(Handle tx, long customerId, Email email) {
        MailedLinkStore.end(tx, customerId, email, clock.instant());
    }

    /// Removes every link of a customer, with the addresses in them: nothing of her is to stay.
    public void forget(Handle tx, long customerId) {
        MailedLinkStore.remove(tx, customerId);
    }

    /// Removes a bounded number of links that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var now = clock.instant();
        var others = now.minus(settings.get(EMAIL_LINK_TIMEOUT));
        var objections = now.minus(settings.get(EMAIL_OBJECTION_TIMEOUT));
        return database.write(
                        tx -> MailedLinkStore.removeOld(tx, others, objections, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    private boolean isOver(Link link) {
        return !link.issued().plus(timeout(link.draft().purpose())).isAfter(clock.instant());
    }

    private Duration timeout(Purpose purpose) {
        return switch (purpose) {
            case VERIFY, SET_PRIMARY -> settings.get(EMAIL_LINK_TIMEOUT);
            case OBJECTION -> settings.get(EMAIL_OBJECTION_TIMEOUT);
        };
    }

    /// Both are computed, whatever the first is worth.
    private boolean isSigned(Link link, String first, String second) {
        var signer = signer(link);
        boolean one = signer.verify(first, mac -> spelled(link.id(), mac), parts(link, FIRST));
        boolean other =
                signer.verify(
                        second,
                        mac -> spelled(link.draft().customerId(), mac),
                        parts(link, SECOND));
        return one && other;
    }

    private byte[] mac(Link link, String segment) {
        return signer(link).sign(parts(link, segment));
    }

    private Signer signer(Link link) {
        var signer = signers.get(link.draft().purpose());
        if (signer == null) {
            throw new IllegalStateException("no signer for " + link.draft().purpose());
        }
        return signer;
    }

    private static String[] parts(Link link, String segment) {
        return new String[] {
            segment,
            Long.toString(link.id()),
            Long.toString(link.draft().customerId()),
            link.draft().email().identity(),
            link.issued().toString()
        };
    }

    private static String spelled(long number, byte[] mac) {
        var whole = ByteBuffer.allocate(Long.BYTES + MAC_BYTES);
        return ENCODER.encodeToString(whole.putLong(number).put(mac, 0, MAC_BYTES).array());
    }

    /// The number that a segment begins with, where it has the length and the letters of one.
    private static Optional<Long> number(String segment) {
        if (segment.length() != SEGMENT_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(segment);
            return bytes.length == Long.BYTES + MAC_BYTES
                    ? Optional.of(ByteBuffer.wrap(bytes).getLong())
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
