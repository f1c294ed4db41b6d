package dev.foyer.confirmation;

import dev.foyer.customer.EmailAddresses;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// The keys that confirm an address after registration. A key is signed, bound to the address
/// record and to the address itself, and lives for a while; it is used up once the address is
/// proved, and dead once it is gone or another. Safe for use by many threads.
public final class ConfirmationKeys {
    /// Three days, as the original's library has it (contract E.3).
    public static final Setting<Duration> EMAIL_CONFIRMATION_TIMEOUT =
            Setting.seconds(
                    "EMAIL_CONFIRMATION_TIMEOUT",
                    Duration.ofMinutes(1),
                    Duration.ofDays(30),
                    Duration.ofDays(3),
                    "The link of a confirmation mail works for this long.");

    private static final int BODY_BYTES = Long.BYTES + Integer.BYTES;

    /// 160 bits of HMAC-SHA-256, above the 128 bits at which guessing ends.
    private static final int MAC_BYTES = 20;

    private static final int KEY_LENGTH = 43;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final DynamicSettings settings;
    private final Signer signer;
    private final InstantSource clock;

    public ConfirmationKeys(Secrets secrets, DynamicSettings settings, InstantSource clock) {
        this.settings = settings;
        this.signer = secrets.signer("account confirmation");
        this.clock = clock;
    }

    /// What a key is worth.
    public sealed interface Worth {
        /// It would prove this address.
        record Open(EmailAddresses.Entry address) implements Worth {}

        /// Its address has been proved already.
        record Used() implements Worth {}

        /// Nothing: forged, altered, too old, or for an address that is no more.
        record Nothing() implements Worth {}
    }

    /// A new key for an address record.
    public String issue(long emailId, String identity) {
        var body =
                ByteBuffer.allocate(BODY_BYTES)
                        .putLong(emailId)
                        .putInt((int) clock.instant().getEpochSecond())
                        .array();
        var key =
                ByteBuffer.allocate(BODY_BYTES + MAC_BYTES)
                        .put(body)
                        .put(mac(body, identity), 0, MAC_BYTES);
        return ENCODER.encodeToString(key.array());
    }

    /// What a key is worth now. Only the one canonical spelling of a key is read.
    public Worth weigh(Handle handle, String key) {
        return decode(key)
                .flatMap(
                        bytes ->
                                EmailAddresses.find(handle, ByteBuffer.wrap(bytes).getLong())
                                        .filter(
                                                address ->
                                                        isSound(
                                                                bytes,
                                                                key,
                                                                address.email().identity()))
                                        .<Worth>map(
                                                address ->
                                                        address.verified()
                                                                ? new Worth.Used()
                                                                : new Worth.Open(address)))
                .orElseGet(Worth.Nothing::new);
    }

    private static Optional<byte[]> decode(String key) {
        if (key.length() != KEY_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(key);
            return ENCODER.encodeToString(bytes).equals(key)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isSound(byte[] bytes, String key, String identity) {
        var source = ByteBuffer.wrap(bytes);
        long emailId = source.getLong();
        long issued = Integer.toUnsignedLong(source.getInt());
        var until = Instant.ofEpochSecond(issued).plus(settings.get(EMAIL_CONFIRMATION_TIMEOUT));
        boolean signed =
                signer.verify(
                        key,
                        mac -> spelled(bytes, mac),
                        Long.toString(emailId),
                        Long.toString(issued),
                        identity);
        return signed && until.isAfter(clock.instant());
    }

    private byte[] mac(byte[] body, String identity) {
        var source = ByteBuffer.wrap(body);
        return signer.sign(
                Long.toString(source.getLong()),
                Long.toString(Integer.toUnsignedLong(source.getInt())),
                identity);
    }

    private static String spelled(byte[] bytes, byte[] mac) {
        var whole =
                ByteBuffer.allocate(BODY_BYTES + MAC_BYTES)
                        .put(bytes, 0, BODY_BYTES)
                        .put(mac, 0, MAC_BYTES);
        return ENCODER.encodeToString(whole.array());
    }
}
