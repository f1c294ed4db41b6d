package dev.foyer.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.secret.SignedTokens.Token;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Tokens that browsers bring back after months: what was issued once has to be read for as long as
/// its key is known.
class SignedTokensTest {
    private static final String KEY = "a-secret-key-of-the-tests-0123456789";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final String ID = "00112233445566778899aabb";

    /// As two classes spelled them before this one, each for itself.
    private static final String PASS = "AAAAAGlWYcAAESIzRFVmd4iZqrtmM7a5XKt5rDF88ZEfST5q";

    private static final String DEVICE = "AAABm3lt1nsAESIzRFVmd4iZqrt4NgbIG6ViINnJwaJnjiB0";

    private final SignedTokens passes =
            new SignedTokens(secrets(KEY), "captcha pass", ChronoUnit.SECONDS);
    private final SignedTokens devices =
            new SignedTokens(secrets(KEY), "known device", ChronoUnit.MILLIS);

    @Test
    void tokens_are_spelled_as_they_ever_were() {
        assertThat(passes.issue("guest abc", NOON, ID)).isEqualTo(PASS);
        assertThat(devices.issue("7", NOON, ID)).isEqualTo(DEVICE);
        assertThat(devices.issue("7", NOON, ID + "ccdd")).isEqualTo(DEVICE);
    }

    @Test
    void a_token_tells_when_it_was_issued_and_its_id() {
        assertThat(passes.read(PASS, "guest abc"))
                .contains(new Token(Instant.parse("2026-01-01T12:00:00Z"), ID));
        assertThat(devices.read(DEVICE, "7"))
                .contains(new Token(Instant.parse("2026-01-01T12:00:00.123Z"), ID));
    }

    @Test
    void a_token_is_worth_nothing_to_another_bearer_or_for_another_purpose() {
        assertThat(passes.read(PASS, "guest abd")).isEmpty();
        assertThat(devices.read(DEVICE, "8")).isEmpty();
        assertThat(devices.read(passes.issue("7", NOON, ID), "7")).isEmpty();
        assertThat(passes.read(devices.issue("7", NOON, ID), "7")).isEmpty();
    }

    @Test
    void no_character_of_a_token_can_be_another() {
        for (int i = 0; i < SignedTokens.LENGTH; i++) {
            var altered = new StringBuilder(DEVICE);
            altered.setCharAt(i, DEVICE.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(devices.read(altered.toString(), "7")).as("character %d", i).isEmpty();
        }
        assertThat(devices.read(DEVICE.substring(1), "7")).isEmpty();
        assertThat(devices.read(DEVICE + "A", "7")).isEmpty();
    }

    @Test
    void a_token_under_a_former_key_is_read() {
        var renewed =
                new SignedTokens(
                        secrets("another-key-of-the-tests-0123456789", KEY),
                        "known device",
                        ChronoUnit.MILLIS);

        assertThat(renewed.read(DEVICE, "7")).isPresent();
        assertThat(renewed.issue("7", NOON, ID)).isNotEqualTo(DEVICE);
    }

    private static Secrets secrets(String... keys) {
        return new Secrets(List.of(keys), new SecureRandom());
    }
}
