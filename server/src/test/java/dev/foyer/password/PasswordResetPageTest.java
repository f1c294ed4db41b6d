package dev.foyer.password;

import static dev.foyer.password.Customers.BROWSER;
import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.regex.Pattern;

/// The page of `/users/reset/<uidb64>/<token>/` as it is sent: for people who post its form,
/// without a script.
class PasswordResetPageTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final Pattern TOKEN =
            Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([A-Za-z0-9]{64})\"");

    @Test
    void a_person_fills_in_the_form_and_has_a_new_password() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var phone = Shopper.stranger(shop).with("Accept", BROWSER).withoutToken();

        var page =
                phone.get(link)
                        .answers(200)
                        .has("Content-Type", "text/html; charset=utf-8")
                        .has("Cache-Control", "no-store")
                        .has("Referrer-Policy", "same-origin")
                        .contains("<h1>Choose a new password</h1>");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self'");
        assertThat(page.text()).doesNotContain("<script", "style=\"", "http://", "Ayşe");

        phone.postForm(link, form(page, NEW, NEW))
                .answers(200)
                .contains("<h1>Your new password is saved</h1>");
        Shopper.guest(shop).login(address, NEW).answers(200);
        phone.postForm(link, form(page, NEW, NEW))
                .answers(400)
                .contains("<h1>This link does not work any more</h1>");
        for (var dead :
                List.of(phone.get(link).answers(404), phone.postForm(link, form(page, "", "")))) {
            dead.contains("<h1>This link does not work any more</h1>");
            assertThat(dead.text()).doesNotContain(address);
        }
    }

    @Test
    void complaints_stand_at_their_field_and_passwords_are_not_sent_back() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var phone = Shopper.stranger(shop).with("Accept", BROWSER).withoutToken();
        var page = phone.get(link).answers(200);

        var wrong = phone.postForm(link, form(page, "", "<b>gizli</b>")).answers(400);
        wrong.contains(
                "<div class=\"wrong\" role=\"alert\" id=\"wrong1\"><p>This field may not be blank.</p></div>");
        wrong.contains("aria-invalid=\"true\" aria-describedby=\"wrong1\"");
        assertThat(wrong.text()).doesNotContain("gizli", "wrong2");
        assertThat(
                        phone.postForm(link, form(page, "123456", "123456"))
                                .answers(400)
                                .contains("id=\"wrong1\"")
                                .contains("<p>This password is too common.</p>")
                                .text())
                .doesNotContain("wrong2");
        phone.postForm(link, form(page, NEW, NEW + "x")).answers(400).contains("id=\"wrong2\"");

        Shopper.guest(shop).login(address).answers(200);
    }

    @Test
    void a_body_that_cannot_be_read_is_told_on_the_page_too() throws Exception {
        var address = newAddress();
        proved(shop, address);
        Shopper.guest(shop)
                .with("Accept", BROWSER)
                .send("POST", link(shop, address), new byte[] {'x'}, "text/plain")
                .answers(415)
                .has("Content-Type", "text/html; charset=utf-8")
                .contains("<p>Unsupported media type &quot;text/plain&quot; in request.</p>");
    }

    @Test
    void a_client_that_names_json_gets_no_page() throws Exception {
        var address = newAddress();
        proved(shop, address);
        Shopper.guest(shop)
                .with("Accept", "application/json, text/html")
                .post(link(shop, address), "{}")
                .answers(400)
                .has("Content-Type", "application/json");
    }

    private static String form(Reply page, String first, String second) {
        var token = TOKEN.matcher(page.text());
        assertThat(token.find()).as("a token in %s", page.text()).isTrue();
        return "csrfmiddlewaretoken=%s&new_password1=%s&new_password2=%s"
                .formatted(token.group(1), first, second.replace("<", "%3C").replace("/", "%2F"));
    }
}
