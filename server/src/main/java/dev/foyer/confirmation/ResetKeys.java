package dev.foyer.confirmation;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The two values in the link that resets a password: whose it is, and the proof that it was mailed
/// to her (contract B.4.2). Nothing is stored: a token is signed over what it is bound to, and dead
/// as soon as any of that is another. Safe for use by many threads.
public final class ResetKeys {
    /// Three days, as Django has it (contract B.4.2, E.3).
    public static final Setting<Duration> PASSWORD_RESET_TIMEOUT =
            Setting.seconds(
                    "PASSWORD_RESET_TIMEOUT",
                    Duration.ofMinutes(1),
                    Duration.ofDays(30),
                    Duration.ofDays(3),
                    "The link of a mail that resets a password works for this long.");

    /// 160 bits of HMAC-SHA-256, above the 128 bits at which guessing ends. With the time before it
    /// a multiple of three bytes, so that each of the 32 characters counts whole.
    private static final int MAC_BYTES = 20;

    private static final int TOKEN_LENGTH = 32;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final DynamicSettings settings;
    private final Signer signer;
    private final InstantSource clock;

    public ResetKeys(Secrets secrets, DynamicSettings settings, InstantSource clock) {
        this.settings = settings;
        this.signer = secrets.signer("password reset");
        this.clock = clock;
    }

    /// What a token is bound to.
    ///
    /// @param emailId of the address record to which it is mailed
    /// @param identity of that address
    /// @param password a text that is another one for each password that she ever had
    public record Bond(long customerId, long emailId, String identity, String password) {
        @Override
        public String toString() {
            return "bond of customer " + customerId;
        }
    }

    /// `uidb64`: the customer's number as Django spells it, base64url of its digits.
    public static String uid(long customerId) {
        return ENCODER.encodeToString(
                Long.toString(customerId).getBytes(StandardCharsets.US_ASCII));
    }

    /// The customer's number in a `uidb64`, or nothing where it is none in its one spelling.
    public static Optional<Long> customerId(String uid) {
        try {
            var digits = new String(Base64.getUrlDecoder().decode(uid), StandardCharsets.US_ASCII);
            return NUMBER.matcher(digits).matches() && uid(Long.parseLong(digits)).equals(uid)
                    ? Optional.of(Long.valueOf(digits))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A new token.
    public String issue(Bond bond) {
        int issued = (int) clock.instant().getEpochSecond();
        return spelled(issued, signer.sign(parts(issued, bond)));
    }

    /// Whether a token was issued on this bond and is not too old. Only its one spelling is read.
    public boolean isSound(String token, Bond bond) {
        if (token.length() != TOKEN_LENGTH) {
            return false;
        }
        int issued;
        try {
            issued = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)).getInt();
        } catch (IllegalArgumentException _) {
            return false;
        }
        boolean signed = signer.verify(token, mac -> spelled(issued, mac), parts(issued, bond));
        var until =
                Instant.ofEpochSecond(Integer.toUnsignedLong(issued))
                        .plus(settings.get(PASSWORD_RESET_TIMEOUT));
        return signed && until.isAfter(clock.instant());
    }

    private static String[] parts(int issued, Bond bond) {
        return new String[] {
            Integer.toUnsignedString(issued),
            Long.toString(bond.customerId()),
            Long.toString(bond.emailId()),
            bond.identity(),
            bond.password()
        };
    }

    private static String spelled(int issued, byte[] mac) {
        var whole = ByteBuffer.allocate(Integer.BYTES + MAC_BYTES);
        return ENCODER.encodeToString(whole.putInt(issued).put(mac, 0, MAC_BYTES).array());
    }
}
