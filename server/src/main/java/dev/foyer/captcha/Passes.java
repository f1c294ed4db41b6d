package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Challenge;
import dev.foyer.throttle.Rate;
import dev.foyer.throttle.Scope;
import dev.foyer.web.Request;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// What a solved captcha is worth: a signed cookie, bound to the visitor who solved it, with tries
/// of its own where her network has none left. It opens no account and passes no bound of one.
/// Nothing is stored but the count of its tries. Safe for use by many threads.
public final class Passes implements Challenge {
    static final String PATH = "/users/captcha/";
    static final String COOKIE = "foyer_captcha";

    /// Also the window of its tries, which begins with the first of them: they do not come back
    /// before the pass is over.
    static final Duration AGE = Duration.ofMinutes(10);

    /// 96 bits tell passes apart, 128 bits of HMAC cannot be guessed. With the time before them a
    /// multiple of three, so that each of the 48 characters counts whole.
    private static final int ID_BYTES = 12;

    private static final int MAC_BYTES = 16;
    private static final int LENGTH = 48;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Secrets secrets;
    private final Signer signer;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public Passes(Secrets secrets, DynamicSettings settings, InstantSource clock) {
        this.secrets = secrets;
        this.signer = secrets.signer("captcha pass");
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<String> place(Scope scope) {
        return isOffered(scope) && Provider.inUse(settings) != Provider.NONE
                ? Optional.of(PATH)
                : Optional.empty();
    }

    @Override
    public Optional<Attempt.Pass> pass(Scope scope, Request request) {
        return isOffered(scope)
                ? request.cookies()
                        .get(COOKIE)
                        .flatMap(text -> read(text, request.companion(Visitor.class).holder()))
                        .map(id -> new Attempt.Pass(id, rate()))
                : Optional.empty();
    }

    /// Gives whoever asks a new pass.
    void give(Request request, Visitor visitor) {
        var now = clock.instant();
        long seconds = now.getEpochSecond();
        var id = secrets.randomHex(ID_BYTES);
        var value = spelled(seconds, id, signer.sign(parts(visitor.holder(), seconds, id)));
        request.reply(
                "Set-Cookie",
                "%s=%s; expires=%s; HttpOnly; Max-Age=%d; Path=/; SameSite=%s"
                        .formatted(
                                COOKIE,
                                value,
                                DATE.format(now.plus(AGE)),
                                AGE.toSeconds(),
                                request.client().secure() ? "None; Secure" : "Lax"));
    }

    /// Where shoppers share a network and the contract tells of a captcha (B.1.3).
    private static boolean isOffered(Scope scope) {
        return scope == Scope.LOGIN || scope == Scope.REGISTER;
    }

    private Rate rate() {
        return new Rate(settings.get(CaptchaSettings.CAPTCHA_PASS_TRIES), AGE);
    }

    /// The id of a sound pass of this visitor.
    private Optional<String> read(String text, String holder) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        long seconds = bytes.getLong();
        var random = new byte[ID_BYTES];
        bytes.get(random);
        var id = HexFormat.of().formatHex(random);
        boolean signed =
                signer.verify(text, mac -> spelled(seconds, id, mac), parts(holder, seconds, id));
        return signed && Instant.ofEpochSecond(seconds).plus(AGE).isAfter(clock.instant())
                ? Optional.of(id)
                : Optional.empty();
    }

    private static String[] parts(String holder, long seconds, String id) {
        return new String[] {holder, Long.toString(seconds), id};
    }

    private static String spelled(long seconds, String id, byte[] mac) {
        var bytes = ByteBuffer.allocate(Long.BYTES + ID_BYTES + MAC_BYTES);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        bytes.putLong(seconds)
                                .put(HexFormat.of().parseHex(id))
                                .put(mac, 0, MAC_BYTES)
                                .array());
    }
}
