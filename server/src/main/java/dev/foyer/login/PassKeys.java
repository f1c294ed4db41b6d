package dev.foyer.login;

import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The key in the link that makes a browser known for an account at which strangers knock. Nothing
/// is stored: it is signed, and worth nothing once her password is another one. Shown twice it
/// makes two browsers known as one device, which share the tries of one. Safe for use by many
/// threads.
public final class PassKeys {
    static final Duration AGE = Duration.ofDays(1);

    /// 160 bits of HMAC-SHA-256. With number and time before it a multiple of three bytes, so that
    /// each of the 48 characters counts whole.
    private static final int MAC_BYTES = 20;

    private static final int LENGTH = 48;

    private final Signer signer;
    private final InstantSource clock;

    public PassKeys(Secrets secrets, InstantSource clock) {
        this.signer = secrets.signer("login pass");
        this.clock = clock;
    }

    /// What a sound key says.
    ///
    /// @param device by which the browser will be counted, in hex
    record Pass(long customerId, Instant issued, String device) {
        @Override
        public String toString() {
            return "pass of customer " + customerId;
        }
    }

    String issue(long customerId) {
        long seconds = clock.instant().getEpochSecond();
        return spelled(customerId, seconds, signer.sign(parts(customerId, seconds)));
    }

    /// Reads a key in its one spelling; nothing where it is not ours, or too old.
    Optional<Pass> read(String key) {
        if (key.length() != LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(key);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        long customerId = buffer.getLong();
        long seconds = buffer.getLong();
        boolean signed =
                signer.verify(
                        key, mac -> spelled(customerId, seconds, mac), parts(customerId, seconds));
        if (!signed) {
            return Optional.empty();
        }
        // In its one spelling a key holds all of it; another one may be a byte short.
        var mac = new byte[MAC_BYTES];
        buffer.get(mac);
        return Instant.ofEpochSecond(seconds).plus(AGE).isAfter(clock.instant())
                ? Optional.of(
                        new Pass(
                                customerId,
                                Instant.ofEpochSecond(seconds),
                                HexFormat.of().formatHex(mac)))
                : Optional.empty();
    }

    private static String[] parts(long customerId, long seconds) {
        return new String[] {Long.toString(customerId), Long.toString(seconds)};
    }

    private static String spelled(long customerId, long seconds, byte[] mac) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES + MAC_BYTES);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        bytes.putLong(customerId).putLong(seconds).put(mac, 0, MAC_BYTES).array());
    }
}
