package dev.foyer.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.MailBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// `GET` and `POST /users/registration/account-confirm-email/<key>/` for people: the page, its
/// button, and who comes too late (contract B.1.6, 0.2.5).
class AccountConfirmTest {
    @RegisterExtension static final Shop shop = Shop.open();

    static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern TOKEN =
            Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([A-Za-z0-9]{64})\"");

    @Test
    void a_person_opens_the_link_presses_the_button_and_is_confirmed() throws Exception {
        var ayse = Shopper.signedIn(shop, newAddress());
        var path = path(ayse);
        var phone = Shopper.stranger(shop).with("Accept", BROWSER).withoutToken();

        var page =
                phone.get(path)
                        .answers(200)
                        .has("Content-Type", "text/html; charset=utf-8")
                        .has("Cache-Control", "no-store")
                        .contains("<h1>Confirm your e-mail address</h1>")
                        .contains("<form method=\"post\">")
                        .contains(">Confirm</button>");
        assertThat(isProved(ayse)).isFalse();

        phone.postForm(path, "csrfmiddlewaretoken=" + token(page))
                .answers(200)
                .contains("<h1>Your e-mail address is confirmed</h1>");
        assertThat(isProved(ayse)).isTrue();
    }

    @Test
    void the_page_speaks_turkish() throws Exception {
        var elif = Shopper.signedIn(shop, newAddress());
        var path = path(elif);
        var phone =
                Shopper.stranger(shop)
                        .with("Accept", BROWSER)
                        .with("Accept-Language", "tr-TR,tr;q=0.9")
                        .withoutToken();

        var page =
                phone.get(path)
                        .answers(200)
                        .contains("<html lang=\"tr\">")
                        .contains("<h1>E-posta adresinizi doğrulayın</h1>")
                        .contains(">Doğrula</button>");
        phone.postForm(path, "csrfmiddlewaretoken=" + token(page))
                .answers(200)
                .contains("<h1>E-posta adresiniz doğrulandı</h1>");
        phone.get(path).answers(200).contains("<h1>Adresiniz zaten doğrulanmış</h1>");
    }

    @Test
    void the_button_needs_the_token_of_the_page() throws Exception {
        var nil = Shopper.signedIn(shop, newAddress());
        var path = path(nil);

        Shopper.stranger(shop)
                .post(path)
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF cookie not set.\"}");
        Shopper.guest(shop)
                .withoutToken()
                .postForm(path, "csrfmiddlewaretoken=" + "a".repeat(64))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
        Shopper.guest(shop)
                .with("Origin", "https://evil.example")
                .post(path)
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: Origin checking failed.\"}");
        assertThat(isProved(nil)).isFalse();
    }

    @Test
    void the_page_is_locked_in_and_tells_nobody_of_its_address() throws Exception {
        var page =
                Shopper.stranger(shop)
                        .with("Accept", BROWSER)
                        .get(path(Shopper.signedIn(shop, newAddress())));

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "script-src", "*");
        page.has("Referrer-Policy", "same-origin")
                .has("X-Content-Type-Options", "nosniff")
                .contains("<meta name=\"robots\" content=\"noindex\">");
        assertThat(page.text())
                .doesNotContain(
                        "<script", "style=\"", "http://", "https://", "onclick", "@example");
    }

    @Test
    void mail_scanners_change_nothing() throws Exception {
        var ece = Shopper.signedIn(shop, newAddress());
        var path = path(ece);
        for (var accept :
                new String[] {"", "*/*", "text/html", BROWSER, "application/*", "image/*"}) {
            var scanner = Shopper.stranger(shop).with("Accept", accept);
            scanner.get(path).answers(200).contains("Confirm your e-mail address");
            scanner.get(path.replaceFirst("/$", "")).answers(200);
            scanner.send("HEAD", path, null, "").answers(200).isEmpty();
            // With its cookies a second time, but without the header of a pair.
            scanner.get(path).answers(200).contains("Confirm your e-mail address");
        }
        Shopper.stranger(shop)
                .with("Accept", "application/json")
                .send("HEAD", path, null, "")
                .answers(200);
        Shopper.stranger(shop).send("OPTIONS", path, null, "").answers(200);
        assertThat(isProved(ece)).isFalse();
    }

    @Test
    void whoever_is_confirmed_sees_that_and_machines_get_an_empty_404() throws Exception {
        var can = Shopper.signedIn(shop, newAddress());
        var path = path(can);
        can.post(path).answers(200);

        var person = Shopper.guest(shop).with("Accept", BROWSER);
        person.get(path).answers(200).contains("<h1>Already confirmed</h1>");
        person.post(path).answers(200).contains("<h1>Already confirmed</h1>");
        var machine = Shopper.guest(shop).with("Accept", "application/json");
        machine.get(path).answers(404).says("{}");
        machine.post(path).answers(404).says("{}");
    }

    @Test
    void of_many_who_press_at_once_one_confirms() throws Exception {
        var merve = Shopper.signedIn(shop, newAddress());
        var path = path(merve);
        int many = 20;
        var runners = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < many; i++) {
            var machine = Shopper.guest(shop).with("Accept", "application/json");
            runners.add(() -> machine.post(path));
        }
        int confirmed = 0;
        for (var reply : AtOnce.all(runners)) {
            if (reply.status() == 200) {
                reply.says("{\"detail\": \"ok\"}");
                confirmed++;
            } else {
                reply.answers(404).says("{}");
            }
        }
        assertThat(confirmed).isEqualTo(1);
        assertThat(isProved(merve)).isTrue();
    }

    @Test
    void other_methods_are_not_allowed() throws Exception {
        var path = path(Shopper.signedIn(shop, newAddress()));
        Shopper.guest(shop)
                .send("PUT", path, null, "")
                .answers(405)
                .has("Allow", "GET, HEAD, OPTIONS, POST")
                .says("{\"detail\": \"Method \\\"PUT\\\" not allowed.\"}");
    }

    private static String newAddress() {
        return "confirm" + NUMBER.incrementAndGet() + "@example.com";
    }

    private static String path(Shopper shopper) throws InterruptedException {
        var address = shopper.get("/current_user/").json().get("email").asString();
        return "/users/registration/account-confirm-email/"
                + MailBox.of(shop, address).confirmationKey()
                + "/";
    }

    private static boolean isProved(Shopper shopper) {
        return shopper.get("/current_user/").json().get("is_email_verified").asBoolean();
    }

    private static String token(Reply page) {
        var token = TOKEN.matcher(page.text());
        assertThat(token.find()).as("a token in %s", page.text()).isTrue();
        return token.group(1);
    }
}
