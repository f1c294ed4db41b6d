package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Work for a browser: to find, for each of several parts, a number with which the SHA-256 of
/// puzzle, part and number begins with so many zero bits. Several easy parts rather than a hard
/// one, so that the time is nearly the same for everybody and its progress can be shown.
///
/// A puzzle is signed and bound to a visitor; nothing is stored until it is solved. Safe for use by
/// many threads.
public final class Puzzles {
    /// The time of all parts together varies by a quarter; that of a single one by the whole of it.
    static final int PARTS = 16;

    /// Long enough for an old telephone at the highest difficulty that is bearable at all.
    static final Duration AGE = Duration.ofMinutes(10);

    private static final HexFormat HEX = HexFormat.of();

    /// Eight bytes of time, seven of chance, one of difficulty.
    private static final int BODY_BYTES = 16;

    private static final int RANDOM_BYTES = 7;

    /// 128 bits of HMAC-SHA-256.
    private static final int MAC_BYTES = 16;

    private static final int BODY = 2 * BODY_BYTES;
    private static final int TEXT = BODY + 2 * MAC_BYTES;
    private static final int NUMBER = 2 * Integer.BYTES;

    private static final Pattern ANSWER =
            Pattern.compile("[0-9a-f]{%d}\\.[0-9a-f]{%d}".formatted(TEXT, PARTS * NUMBER));

    private final Secrets secrets;
    private final Signer signer;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public Puzzles(Secrets secrets, DynamicSettings settings, InstantSource clock) {
        this.secrets = secrets;
        this.signer = secrets.signer("captcha puzzle");
        this.settings = settings;
        this.clock = clock;
    }

    /// One puzzle.
    ///
    /// @param text 64 lower hex digits
    /// @param bits that have to be zero, for each part
    record Puzzle(String text, int bits) {}

    /// A new one for this visitor.
    Puzzle issue(String holder) {
        int bits = settings.get(CaptchaSettings.CAPTCHA_DIFFICULTY);
        var body =
                ByteBuffer.allocate(BODY_BYTES)
                        .putLong(clock.instant().getEpochSecond())
                        .put(secrets.bytes(RANDOM_BYTES))
                        .put((byte) bits)
                        .array();
        var text = HEX.formatHex(body);
        return new Puzzle(text + spelled(signer.sign(holder, text)), bits);
    }

    /// The text of the puzzle that was solved, or nothing where the answer is not right, not for
    /// this visitor, or too old.
    ///
    /// @param answer the puzzle, a dot, and for each part its number in eight hex digits
    Optional<String> solved(String answer, String holder) {
        if (!ANSWER.matcher(answer).matches()) {
            return Optional.empty();
        }
        var body = answer.substring(0, BODY);
        var mac = answer.substring(BODY, TEXT);
        if (!signer.verify(mac, Puzzles::spelled, holder, body)) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(HEX.parseHex(body));
        var until = Instant.ofEpochSecond(bytes.getLong()).plus(AGE);
        int bits = bytes.get(BODY_BYTES - 1);
        return until.isAfter(clock.instant()) && isWorked(answer, bits)
                ? Optional.of(body + mac)
                : Optional.empty();
    }

    private static boolean isWorked(String answer, int bits) {
        var puzzle = HEX.parseHex(answer, 0, TEXT);
        var numbers = ByteBuffer.wrap(HEX.parseHex(answer.substring(TEXT + 1)));
        for (int part = 0; part < PARTS; part++) {
            var message =
                    ByteBuffer.allocate(puzzle.length + 2 * Integer.BYTES)
                            .put(puzzle)
                            .putInt(part)
                            .putInt(numbers.getInt())
                            .array();
            if (ByteBuffer.wrap(sha256(message)).getInt() >>> (Integer.SIZE - bits) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String spelled(byte[] mac) {
        return HEX.formatHex(mac, 0, MAC_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}
