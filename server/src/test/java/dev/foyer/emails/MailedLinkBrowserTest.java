package dev.foyer.emails;

import static dev.foyer.emails.Mailed.addressesOf;
import static dev.foyer.emails.Mailed.primaryOf;
import static dev.foyer.people.Chromium.assertFits;
import static dev.foyer.people.Chromium.shoot;
import static dev.foyer.people.Chromium.waitForHeading;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import dev.foyer.app.Shop;
import dev.foyer.people.Chromium;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The pages of mailed links in a real browser, ours and those of a shop.
class MailedLinkBrowserTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Chromium chromium = new Chromium();

    private final Mailed mailed = new Mailed(shop);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-US | LIGHT | Add this e-mail address | Your address has been added"
                        + " | Use this address from now on? | Your e-mail address has been changed"
                        + " | Take your account back? | Your address is restored",
                "tr-TR | DARK | Bu e-posta adresini ekleyin | Adresiniz eklendi | Bundan sonra bu"
                        + " adres kullanılsın mı? | E-posta adresiniz değiştirildi | Hesabınızı geri"
                        + " almak istiyor musunuz? | Adresiniz geri geldi"
            })
    void she_presses_the_button_of_every_link(
            String locale,
            ColorScheme scheme,
            String add,
            String added,
            String change,
            String changed,
            String object,
            String restored)
            throws Exception {
        var name = locale.substring(0, 2) + "-" + scheme.name().toLowerCase(Locale.ROOT);
        var ayse = mailed.proved(name + "@example.com");
        try (var page = chromium.phone(locale, scheme)) {
            press(
                    page,
                    mailed.verifyLink(ayse, name + ".two@example.com"),
                    add,
                    added,
                    "verify-" + name);
            assertThat(addressesOf(ayse)).hasSize(2);

            press(
                    page,
                    mailed.changeLink(ayse, name + ".new@example.com"),
                    change,
                    changed,
                    "primary-" + name);
            assertThat(primaryOf(ayse)).isEqualTo(name + ".new@example.com");

            var objection = MailBox.of(shop, name + "@example.com").link(Mailed.OBJECTION);
            press(page, objection, object, restored, "objection-" + name);
            ayse.get("/current_user/").answers(401);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void an_address_that_is_taken_and_a_dead_link_are_told_on_pages_too() throws Exception {
        var can = Shopper.signedIn(shop, "can@example.com");
        var link = mailed.verifyLink(can, "taken@example.com");
        Shopper.signedIn(shop, "taken@example.com");
        try (var page = chromium.phone("tr-TR", ColorScheme.LIGHT)) {
            page.navigate(shop.url() + link);
            assertThat(page.locator("h1").textContent()).isEqualTo("Bu adres başka bir hesaba ait");
            assertFits(page);
            shoot(page, "link-taken-tr-light");
            page.navigate(shop.url() + link.replace("/email-verify/", "/email-objection/"));
            assertThat(page.locator("h1").textContent())
                    .isEqualTo("Bu bağlantı artık geçerli değil");
        }
        // The browser itself complains of the 400 and the 404, and of nothing else.
        assertThat(chromium.complaints())
                .hasSize(2)
                .allMatch(text -> text.contains("400") || text.contains("404"));
    }

    @Test
    void a_shop_shows_its_own_page_in_its_own_colours(@TempDir Path shopFiles) throws Exception {
        var pages = Files.createDirectories(shopFiles.resolve("pages"));
        var ours =
                new String(resource("/pages/style.css"), java.nio.charset.StandardCharsets.UTF_8);
        Files.writeString(
                pages.resolve("style.css"), ours.replace("--accent:#3d3a8c", "--accent:#b00020"));
        Files.writeString(
                pages.resolve("mailed-link.html"),
                """
                {{> head}}
                <body class="calm"><main><p class="shop">My own {{shop}}</p><h1>{{title}}</h1><p>{{text}}</p>
                {{#asks}}<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{{token}}">
                <button>{{button}}</button></form>{{/asks}}</main></body></html>
                """);
        var own = Shop.open().with("SHOP_FILES", shopFiles.toString());
        own.beforeAll(null);
        try (var page = chromium.phone("en-US", ColorScheme.LIGHT)) {
            var elif = Shopper.signedIn(own, "elif@example.com");
            page.navigate(own.url() + new Mailed(own).verifyLink(elif, "elif.two@example.com"));

            assertThat(page.locator(".shop").textContent()).isEqualTo("My own Foyer");
            assertThat(
                            page.locator("button")
                                    .evaluate("button => getComputedStyle(button).backgroundColor"))
                    .isEqualTo("rgb(176, 0, 32)");
            shoot(page, "link-own-en-light");
            page.locator("button").click();
            waitForHeading(page, "Your address has been added");
            assertThat(addressesOf(elif)).hasSize(2);
        } finally {
            own.afterAll(null);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    private static void press(Page page, String link, String asked, String done, String name) {
        page.navigate(shop.url() + link);
        assertThat(page.locator("h1").textContent()).isEqualTo(asked);
        assertThat(page.title()).isEqualTo(asked);
        assertFits(page);
        shoot(page, "link-ask-" + name);
        page.locator("button").click();
        waitForHeading(page, done);
        assertFits(page);
        shoot(page, "link-done-" + name);
    }

    private static byte[] resource(String name) throws Exception {
        try (var stream = MailedLinkBrowserTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
