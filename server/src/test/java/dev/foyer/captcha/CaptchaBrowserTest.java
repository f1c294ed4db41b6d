package dev.foyer.captcha;

import static dev.foyer.people.Chromium.shoot;
import static dev.foyer.people.Chromium.waitForHeading;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;

import dev.foyer.app.Shop;
import dev.foyer.people.Chromium;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.regex.Pattern;

/// The work in a real browser: at the difficulty that a shop has by default, over plain HTTP, with
/// nothing loaded from elsewhere and nothing blocked. Screenshots are left in `target/screenshots`.
class CaptchaBrowserTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Chromium chromium = new Chromium();

    @ParameterizedTest
    @CsvSource({
        "en-US, LIGHT, One short check, I am a person, Thank you, Continue",
        "tr-TR, DARK, Kısa bir doğrulama, Robot değilim, Teşekkür ederiz, Devam et",
    })
    void she_presses_the_button_and_her_browser_does_the_work(
            String locale,
            ColorScheme scheme,
            String asked,
            String button,
            String done,
            String onwards) {
        try (var page = chromium.phone(locale, scheme)) {
            page.navigate(shop.url() + "/users/captcha/?next=checkout");
            assertThat(page.locator("h1").textContent()).isEqualTo(asked);
            assertThat(page.locator("button").textContent()).isEqualTo(button);
            assertThat(page.locator("progress").isVisible()).isFalse();
            assertFits(page);
            shoot(page, "captcha-ask-" + locale);

            page.locator("button").focus();
            page.keyboard().press("Enter");

            waitForHeading(page, done);
            assertThat(page.locator("a.button").textContent()).isEqualTo(onwards);
            assertThat(page.locator("a.button").getAttribute("href")).isEqualTo("/checkout");
            shoot(page, "captcha-done-" + locale);
            assertThat(page.context().cookies())
                    .anyMatch(cookie -> cookie.name.equals("foyer_captcha"));
        }
        chromium.assertQuiet(shop);
    }

    @Test
    void while_it_works_the_page_lives_and_shows_how_far_it_is() {
        Operator.of(shop).set("CAPTCHA_DIFFICULTY", "20").answers(200);
        try (var page = chromium.phone("en-US", ColorScheme.LIGHT)) {
            page.navigate(shop.url() + "/users/captcha/");
            page.locator("button").click();
            page.locator("progress").waitFor();
            assertThat(page.locator("button").isDisabled()).isTrue();
            page.locator("progress:not([value='0'])").waitFor();
            shoot(page, "captcha-working");
            assertThat(page.locator("h1").textContent()).isEqualTo("One short check");
        } finally {
            Operator.of(shop).unset("CAPTCHA_DIFFICULTY").answers(200);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void without_javascript_she_is_told() {
        try (var page = chromium.phoneWithoutScript("en-US")) {
            page.navigate(shop.url() + "/users/captcha/");
            assertThat(page.locator("noscript p, .wrong p").first().textContent())
                    .startsWith("This check needs JavaScript.");
            assertFits(page);
            shoot(page, "captcha-no-script");
            assertThat(page.locator("button").isVisible()).isFalse();
        }
    }

    /// The script of a provider, in imitation: it leaves an answer in the form as the real ones do,
    /// and tries what the policy must not allow.
    @ParameterizedTest
    @CsvSource({
        "recaptcha, g-recaptcha, https://www.google.com/recaptcha/api.js",
        "hcaptcha, h-captcha, https://js.hcaptcha.com/1/api.js",
        "turnstile, cf-turnstile, https://challenges.cloudflare.com/turnstile/v0/api.js",
    })
    void the_script_of_a_provider_runs_and_no_other(String name, String widget, String script)
            throws Exception {
        var operator = Operator.of(shop);
        operator.set("CAPTCHA_SITE_KEY", "\"key\"").answers(200);
        operator.set("CAPTCHA_SECRET", "\"secret\"").answers(200);
        operator.set("CAPTCHA_PROVIDER", '"' + name + '"').answers(200);
        var served = new ArrayList<String>();
        try (var provider = SiteVerifyServer.open();
                var page = chromium.phone("en-US", ColorScheme.LIGHT)) {
            operator.set("CAPTCHA_VERIFY_URL", '"' + provider.url() + '"').answers(200);
            page.route(
                    Pattern.compile("^https:.*"),
                    route -> {
                        served.add(route.request().url());
                        route.fulfill(imitation(widget));
                    });
            page.navigate(shop.url() + "/users/captcha/");
            page.locator("textarea").waitFor();
            page.locator("body[data-blocked='2']").waitFor();
            shoot(page, "captcha-" + name);

            page.locator("button").click();

            waitForHeading(page, "Thank you");
            assertThat(provider.taken().getLast().body()).endsWith("&response=answer-" + widget);
        } finally {
            operator.unset("CAPTCHA_PROVIDER").answers(200);
        }
        assertThat(served).containsExactly(script + "?hl=en");
    }

    private static Route.FulfillOptions imitation(String widget) {
        return new Route.FulfillOptions()
                .setContentType("text/javascript")
                .setBody(
                        """
                        document.body.dataset.blocked = 0;
                        document.addEventListener('securitypolicyviolation', function () {
                          document.body.dataset.blocked = Number(document.body.dataset.blocked) + 1;
                        });
                        var answer = document.createElement('textarea');
                        answer.name = 'WIDGET-response';
                        answer.value = 'answer-WIDGET';
                        document.querySelector('.WIDGET').appendChild(answer);
                        var other = document.createElement('script');
                        other.src = 'https://evil.example/other.js';
                        document.body.appendChild(other);
                        var inline = document.createElement('script');
                        inline.textContent = 'document.title = "evil"';
                        document.body.appendChild(inline);
                        """
                                .replace("WIDGET", widget));
    }

    /// Nothing sticks out to the side, not even what would be cut off.
    private static void assertFits(Page page) {
        Chromium.assertFits(page);
        assertThat(page.locator("main").boundingBox().x + page.locator("main").boundingBox().width)
                .isLessThanOrEqualTo(390);
    }
}
