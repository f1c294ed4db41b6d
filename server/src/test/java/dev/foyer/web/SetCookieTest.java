package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.web.SetCookie.Hidden;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/// The lines that contract B.1.3 prints, letter by letter, and ours beside them.
class SetCookieTest {
    private static final Instant NOW = Instant.parse("2024-11-25T10:51:51.9Z");
    private static final SetCookie CSRF = new SetCookie("csrftoken", "Kxl", Duration.ofDays(364));
    private static final SetCookie SESSION =
            new SetCookie("osessionid", "yji6", Duration.ofDays(14));
    private static final SetCookie OURS = new SetCookie("ours", "a.b", Duration.ofMinutes(10));

    @Test
    void lines_are_those_of_the_source() {
        assertThat(CSRF.openLine(NOW, true))
                .isEqualTo(
                        "csrftoken=Kxl; expires=Mon, 24-Nov-2025 10:51:51 GMT; Max-Age=31449600;"
                                + " Path=/; Secure");
        assertThat(SESSION.line(NOW, Hidden.AS_SOURCE, true))
                .isEqualTo(
                        "osessionid=yji6; expires=Mon, 09-Dec-2024 10:51:51 GMT; httponly;"
                                + " Max-Age=1209600; Path=/; SameSite=None; Secure");
    }

    @Test
    void without_https_a_cookie_is_not_secure_and_stays_on_its_site() {
        assertThat(CSRF.openLine(NOW, false)).endsWith(" Max-Age=31449600; Path=/");
        assertThat(SESSION.line(NOW, Hidden.AS_SOURCE, false))
                .endsWith(" httponly; Max-Age=1209600; Path=/; SameSite=Lax");
    }

    @Test
    void our_own_cookies_are_hidden_from_scripts_as_the_standard_spells_it() {
        assertThat(OURS.line(NOW, Hidden.AS_STANDARD, false))
                .isEqualTo(
                        "ours=a.b; expires=Mon, 25-Nov-2024 11:01:51 GMT; HttpOnly; Max-Age=600;"
                                + " Path=/; SameSite=Lax");
    }

    /// Some sixty times are kept printed; each of these has the place of the one before.
    @Test
    void a_later_cookie_ends_later() {
        for (int minute = 0; minute < 9; minute++) {
            var line = OURS.line(NOW.plusSeconds(61L * minute), Hidden.AS_STANDARD, false);
            assertThat(line)
                    .contains("25-Nov-2024 11:%02d:%02d GMT".formatted(1 + minute, 51 + minute));
        }
    }

    @Test
    void a_cookie_without_an_age_ends_at_the_beginning_of_time() {
        assertThat(new SetCookie("osessionid", "", Duration.ZERO).line(NOW, Hidden.AS_SOURCE, true))
                .isEqualTo(
                        "osessionid=; expires=Thu, 01-Jan-1970 00:00:00 GMT; httponly; Max-Age=0;"
                                + " Path=/; SameSite=None; Secure");
    }

    @Test
    void a_cookie_shows_no_log_what_it_holds() {
        assertThat(SESSION.toString()).doesNotContain("yji6");
    }
}
