package dev.foyer.emails;

import static dev.foyer.people.Chromium.assertFits;
import static dev.foyer.people.Chromium.shoot;
import static dev.foyer.people.Chromium.waitForHeading;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import dev.foyer.app.Shop;
import dev.foyer.people.Chromium;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;

/// The pages in a real browser: nothing is loaded from elsewhere, nothing is blocked, and the
/// button confirms. Screenshots are left in `target/screenshots`.
class ConfirmPageBrowserTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Chromium chromium = new Chromium();

    @ParameterizedTest
    @CsvSource({
        "en-US, LIGHT, Confirm your e-mail address, Confirm, Your e-mail address is confirmed, Already confirmed",
        "tr-TR, LIGHT, E-posta adresinizi doğrulayın, Doğrula, E-posta adresiniz doğrulandı,"
                + " Adresiniz zaten doğrulanmış",
        "en-US, DARK, Confirm your e-mail address, Confirm, Your e-mail address is confirmed, Already confirmed",
        "tr-TR, DARK, E-posta adresinizi doğrulayın, Doğrula, E-posta adresiniz doğrulandı,"
                + " Adresiniz zaten doğrulanmış",
    })
    void she_opens_the_mailed_link_on_her_phone_and_presses_the_button(
            String locale,
            ColorScheme scheme,
            String asked,
            String button,
            String done,
            String already)
            throws Exception {
        var name = locale.substring(0, 2) + "-" + scheme.name().toLowerCase(Locale.ROOT);
        var ayse = registered(name + "@example.com", locale);
        var key = MailBox.of(shop, name + "@example.com").confirmationKey();
        try (var page = chromium.phone(locale, scheme)) {
            page.navigate(link(key));
            assertThat(page.locator("h1").textContent()).isEqualTo(asked);
            assertThat(page.title()).isEqualTo(asked);
            assertThat(page.locator("button").textContent()).isEqualTo(button);
            shoot(page, "confirm-ask-" + name);
            assertFits(page);
            ayse.get("/current_user/").shows("is_email_verified", false);

            page.locator("button").click();

            waitForHeading(page, done);
            shoot(page, "confirm-done-" + name);
            ayse.get("/current_user/").shows("is_email_verified", true);

            page.navigate(link(key));
            assertThat(page.locator("h1").textContent()).isEqualTo(already);
            shoot(page, "confirm-already-" + name);
        }
        chromium.assertQuiet(shop);
    }

    @Test
    void the_button_is_reached_and_pressed_by_keyboard() throws Exception {
        var elif = registered("keyboard@example.com", "en-US");
        var key = MailBox.of(shop, "keyboard@example.com").confirmationKey();
        try (var page = chromium.window("en-US", ColorScheme.LIGHT, 1280, 800)) {
            page.navigate(link(key));
            page.keyboard().press("Tab");
            shoot(page, "confirm-keyboard-desktop");
            page.keyboard().press("Enter");
            waitForHeading(page, "Your e-mail address is confirmed");
        }
        elif.get("/current_user/").shows("is_email_verified", true);
        chromium.assertQuiet(shop);
    }

    @Test
    void a_dead_link_is_told_on_a_page_too() {
        try (var page = chromium.phone("tr-TR", ColorScheme.LIGHT)) {
            page.navigate(link("A".repeat(43)));
            assertThat(page.locator("h1").textContent())
                    .isEqualTo("Bu bağlantı artık geçerli değil");
            assertFits(page);
            shoot(page, "confirm-unknown-tr-light");
        }
        assertThat(chromium.elsewhere(shop)).isEmpty();
        // The browser itself complains of the 404, and of nothing else.
        assertThat(chromium.complaints()).hasSize(1).allMatch(text -> text.contains("404"));
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, LIGHT, 390, 844",
        "tr-TR, DARK, 390, 844",
        "en-US, DARK, 1280, 900",
        "tr-TR, LIGHT, 1280, 900"
    })
    void the_developers_pages_fit_every_screen(
            String locale, ColorScheme scheme, int width, int height) throws Exception {
        var name = "%s-%s-%d".formatted(locale, scheme, width).toLowerCase(Locale.ROOT);
        registered(name + "@example.com", locale);
        MailBox.of(shop, name + "@example.com").newest();
        try (var page = chromium.window(locale, scheme, width, height)) {
            page.navigate(shop.url() + "/");
            assertFits(page);
            shoot(page, "welcome-" + name);
            page.locator("a.button").click();
            page.waitForURL(shop.url() + "/dev/inbox/");
            assertThat(page.locator("article").first().textContent()).contains(name);
            assertFits(page);
            shoot(page, "inbox-" + name);
        }
        chromium.assertQuiet(shop);
    }

    /// The mailed link, at the place where the shop really answers.
    private static String link(String key) {
        return shop.url() + "/users/registration/account-confirm-email/" + key + "/";
    }

    private static Shopper registered(String address, String locale) {
        var shopper = Shopper.guest(shop).with("Accept-Language", locale);
        shopper.post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz").withEmail(address).json())
                .answers(201);
        return shopper;
    }
}
