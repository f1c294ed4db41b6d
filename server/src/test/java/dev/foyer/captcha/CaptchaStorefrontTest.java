package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.regex.Pattern;

/// The published storefront's way past a captcha (contract 0.1.5, B.8.2), step by step as it goes
/// it.
class CaptchaStorefrontTest {
    @RegisterExtension
    @Order(1)
    static final Shop shop =
            Shop.open()
                    .with("CLIENT_COMPAT", "project-zero")
                    .with("CAPTCHA_SITE_KEY", "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI")
                    .with("CAPTCHA_SECRET", "6LeIxAcTAAAAAGG")
                    .with("CAPTCHA_PROVIDER", "recaptcha")
                    .with("THROTTLE_RATES", "{\"login\": {\"network\": \"2/min\"}}")
                    .mayLeaveMessages();

    @RegisterExtension
    @Order(2)
    static final SiteVerifyServer provider = SiteVerifyServer.judging(shop);

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void it_hears_of_the_captcha_shows_it_and_signs_her_in() {
        Shopper.signedIn(shop, "ayse@example.com");
        var shopper = Shopper.guest(shop).withoutToken();
        for (int i = 0; i < 2; i++) {
            shopper.login("nobody@example.com", "guess " + i).answers(400);
        }
        shopper.login("nobody@example.com", "guess")
                .answers(429)
                .has("Retry-After", "60")
                .says(
                        """
                        {"non_field_errors": ["Request was throttled. Expected available in 60 seconds."],
                         "redirect_url": "/users/captcha/"}
                        """);

        var html =
                shopper.get("/users/pz-captcha/")
                        .answers(200)
                        .hasKeys("html")
                        .json()
                        .get("html")
                        .asString();
        assertThat(found("sitekey=\"(\\w+)\"", html))
                .isEqualTo("6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI");
        var token = found("name='csrfmiddlewaretoken' value='(\\w+)'", html);
        shopper.postForm(
                        "/users/pz-captcha/",
                        "csrfmiddlewaretoken=" + token + "&g-recaptcha-response=03AGdBq26")
                .answers(200)
                .says("{\"location\": \"/\"}");

        shopper.login("nobody@example.com", "another guess").answers(400);
    }

    private static String found(String pattern, String html) {
        var matcher = Pattern.compile(pattern).matcher(html);
        assertThat(matcher.find()).as("%s in %s", pattern, html).isTrue();
        return matcher.group(1);
    }
}
