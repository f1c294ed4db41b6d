package dev.foyer.password;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.people.Chromium.assertFits;
import static dev.foyer.people.Chromium.shoot;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import dev.foyer.app.Shop;
import dev.foyer.people.Chromium;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;

/// The page behind the mailed link in a real browser that runs no script: on a phone, by keyboard,
/// for a screen reader. Screenshots are left in `target/screenshots`.
class PasswordResetPageBrowserTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Chromium chromium = new Chromium();

    @ParameterizedTest
    @CsvSource({
        "en-US, LIGHT, Choose a new password, New password, The same once more, Save the password,"
                + " The two password fields didn’t match., Please look again, Your new password is saved,"
                + " This link does not work any more",
        "tr-TR, LIGHT, Yeni bir parola belirleyin, Yeni parola, Yeni parola (tekrar), Parolayı kaydet,"
                + " İki parola alanı birbiriyle eşleşmiyor., Lütfen kontrol edin, Yeni parolanız kaydedildi,"
                + " Bu bağlantı artık geçerli değil",
        "en-US, DARK, Choose a new password, New password, The same once more, Save the password,"
                + " The two password fields didn’t match., Please look again, Your new password is saved,"
                + " This link does not work any more",
        "tr-TR, DARK, Yeni bir parola belirleyin, Yeni parola, Yeni parola (tekrar), Parolayı kaydet,"
                + " İki parola alanı birbiriyle eşleşmiyor., Lütfen kontrol edin, Yeni parolanız kaydedildi,"
                + " Bu bağlantı artık geçerli değil",
    })
    void she_opens_the_mailed_link_on_her_phone_and_chooses_a_password(
            String locale,
            ColorScheme scheme,
            String asked,
            String first,
            String second,
            String button,
            String mismatch,
            String again,
            String done,
            String dead)
            throws Exception {
        var name = locale.substring(0, 2) + "-" + scheme.name().toLowerCase(Locale.ROOT);
        var address = "reset-" + name + "@example.com";
        proved(shop, address);
        var link = link(shop, address);
        try (var page = chromium.phone(locale, scheme)) {
            page.navigate(shop.url() + link);
            assertThat(page.title()).isEqualTo(asked);
            shoot(page, "reset-ask-" + name);
            assertFits(page);

            field(page, first).fill(NEW);
            field(page, second).fill(NEW + "x");
            press(page, button);

            assertThat(page.getByRole(AriaRole.ALERT)).hasText(mismatch);
            assertThat(page.title()).isEqualTo(again + ": " + asked);
            assertThat(field(page, second)).hasAccessibleDescription(mismatch);
            assertThat(field(page, first)).hasValue("");
            shoot(page, "reset-wrong-" + name);
            assertFits(page);

            field(page, first).fill(NEW);
            field(page, second).fill(NEW);
            press(page, button);

            heading(page, done);
            shoot(page, "reset-done-" + name);
            Shopper.guest(shop).login(address, NEW).answers(200);

            page.navigate(shop.url() + link);
            heading(page, dead);
            shoot(page, "reset-dead-" + name);
        }
        assertOnlyStatusesAreComplainedOf(2);
    }

    @Test
    void it_works_by_keyboard_alone_and_tells_every_complaint() throws Exception {
        proved(shop, "reset-keyboard@example.com");
        try (var page = chromium.window("en-US", ColorScheme.LIGHT, 1280, 800)) {
            page.navigate(shop.url() + link(shop, "reset-keyboard@example.com"));
            // The first field has the focus from the beginning.
            assertThat(field(page, "New password")).isFocused();
            page.keyboard().type("123456");
            page.keyboard().press("Tab");
            page.keyboard().type("123456");
            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.ALERT)).containsText("too short");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("too common");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("entirely numeric");
            shoot(page, "reset-keyboard-desktop");

            page.keyboard().type(NEW);
            page.keyboard().press("Tab");
            page.keyboard().type(NEW);
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            heading(page, "Your new password is saved");
        }
        Shopper.guest(shop).login("reset-keyboard@example.com", NEW).answers(200);
        assertOnlyStatusesAreComplainedOf(1);
    }

    @Test
    void a_password_manager_knows_whose_password_goes_where() throws Exception {
        proved(shop, "reset-manager@example.com");
        try (var page = chromium.phone("en-US", ColorScheme.LIGHT)) {
            page.navigate(shop.url() + link(shop, "reset-manager@example.com"));
            for (var label : new String[] {"New password", "The same once more"}) {
                assertThat(field(page, label)).hasAttribute("autocomplete", "new-password");
                assertThat(field(page, label)).hasAttribute("type", "password");
                assertThat(field(page, label)).hasAttribute("required", "");
            }
            var username = page.locator("input[autocomplete=username]");
            assertThat(username).hasValue("reset-manager@example.com");
            assertThat(username).isHidden();
            assertThat(page.content()).doesNotContain("Ayşe");
        }
        assertOnlyStatusesAreComplainedOf(0);
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    /// The pages stand at the same address, so only the heading tells them apart.
    private static void heading(Page page, String text) {
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(text);
    }

    /// The browser itself complains of a 400 and of a 404, and must complain of nothing else.
    private void assertOnlyStatusesAreComplainedOf(int count) {
        assertThat(chromium.elsewhere(shop)).isEmpty();
        assertThat(chromium.complaints())
                .hasSize(count)
                .allMatch(text -> text.matches(".*status of 40[04].*"));
    }
}
