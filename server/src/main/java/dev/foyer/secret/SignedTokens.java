package dev.foyer.secret;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Tokens for cookies of one purpose, of which nothing is stored: the time of issue, chance that
/// tells a token from others, and a signature over both and over whoever may bear it. How long a
/// token counts is for the room to say that reads it. Immutable and safe for use by many threads.
public final class SignedTokens {
    /// In characters; every token has as many.
    public static final int LENGTH = 48;

    /// 96 bits tell tokens apart, 128 bits of HMAC cannot be guessed. With the time before them a
    /// multiple of three, so that each of the 48 characters counts whole.
    private static final int ID_BYTES = 12;

    private static final int MAC_BYTES = 16;

    private final Secrets secrets;
    private final Signer signer;
    private final ChronoUnit unit;

    /// @param purpose of whose tokens no other accepts one
    /// @param unit in which times are written; what is finer is cut off
    public SignedTokens(Secrets secrets, String purpose, ChronoUnit unit) {
        this.secrets = secrets;
        this.signer = secrets.signer(purpose);
        this.unit = unit;
    }

    /// What a sound token says.
    ///
    /// @param id in hex
    public record Token(Instant issued, String id) {
        @Override
        public String toString() {
            return "signed token";
        }
    }

    /// A new id, by which a token will be told from others.
    public String newId() {
        return secrets.randomHex(ID_BYTES);
    }

    /// A token in the hands of this bearer.
    ///
    /// @param id in hex; only its first 24 digits count
    public String issue(String bearer, Instant now, String id) {
        long time = unit.between(Instant.EPOCH, now);
        var counted = id.substring(0, 2 * ID_BYTES);
        return spelled(time, counted, signer.sign(parts(bearer, time, counted)));
    }

    /// Reads a token in its one spelling; nothing where it is not ours, or not this bearer's.
    public Optional<Token> read(String text, String bearer) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        long time = bytes.getLong();
        var random = new byte[ID_BYTES];
        bytes.get(random);
        var id = HexFormat.of().formatHex(random);
        return signer.verify(text, mac -> spelled(time, id, mac), parts(bearer, time, id))
                ? Optional.of(new Token(Instant.EPOCH.plus(time, unit), id))
                : Optional.empty();
    }

    private static String[] parts(String bearer, long time, String id) {
        return new String[] {bearer, Long.toString(time), id};
    }

    private static String spelled(long time, String id, byte[] mac) {
        var bytes = ByteBuffer.allocate(Long.BYTES + ID_BYTES + MAC_BYTES);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        bytes.putLong(time)
                                .put(HexFormat.of().parseHex(id))
                                .put(mac, 0, MAC_BYTES)
                                .array());
    }
}
