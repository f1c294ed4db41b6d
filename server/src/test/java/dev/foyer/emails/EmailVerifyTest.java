package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.addressesOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// `GET`, `HEAD` and `POST /users/email-verify/<signed_email>/<user_id_key>/` (contract B.1.8,
/// 0.2.5).
class EmailVerifyTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern TOKEN =
            Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([A-Za-z0-9]{64})\"");

    private final Mailed mailed = new Mailed(shop);
    private final int number = NUMBER.incrementAndGet();
    private final String address = "second" + number + "@example.com";
    private final Shopper ayse = Shopper.signedIn(shop, "first" + number + "@example.com");

    @AfterEach
    void asShipped() {
        Operator.of(shop).unset("CONFIRM_EMAIL_ON_GET").answers(200);
    }

    @Test
    void a_machine_that_names_json_proves_the_address_by_get() throws Exception {
        var link = mailed.verifyLink(ayse, address);

        Shopper.stranger(shop).with("Accept", "application/json").get(link).answers(200).isEmpty();

        assertThat(isAdded()).isTrue();
        mailed.machine().get(link).answers(404).says("{}");
        mailed.machine().post(link).answers(404).says("{}");
    }

    @Test
    void so_does_a_get_with_a_pair_of_tokens_and_any_post() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        var guest = Shopper.guest(shop);
        guest.with("x-csrftoken", guest.cookie("csrftoken")).get(link).answers(200);
        assertThat(isAdded()).isTrue();

        var other = Shopper.signedIn(shop, "post" + number + "@example.com");
        mailed.machine()
                .post(mailed.verifyLink(other, "post.two" + number + "@example.com"))
                .answers(200)
                .isEmpty();
        assertThat(addressesOf(other)).hasSize(2);
    }

    @Test
    void a_person_opens_the_link_and_presses_the_button() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        var phone =
                Shopper.stranger(shop)
                        .with("Accept", AccountConfirmTest.BROWSER)
                        .with("Accept-Language", "tr-TR,tr;q=0.9")
                        .withoutToken();

        var page =
                phone.get(link)
                        .answers(200)
                        .has("Content-Type", "text/html; charset=utf-8")
                        .has("Cache-Control", "no-store")
                        .has("Referrer-Policy", "same-origin")
                        .contains("<h1>Bu e-posta adresini ekleyin</h1>")
                        .contains(">Bu adresi ekle</button>");
        assertThat(page.text()).doesNotContain(address, "<script", "http://", "https://");
        assertThat(isAdded()).isFalse();

        phone.postForm(link, "csrfmiddlewaretoken=" + token(page))
                .answers(200)
                .contains("<h1>Adresiniz eklendi</h1>");
        assertThat(isAdded()).isTrue();
        phone.get(link).answers(200).contains("<h1>Adres zaten ekli</h1>");
        phone.postForm(link, "csrfmiddlewaretoken=" + token(page))
                .answers(200)
                .contains("<h1>Adres zaten ekli</h1>");
    }

    @Test
    void mail_scanners_change_nothing() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        for (var accept :
                new String[] {"", "*/*", "text/html", AccountConfirmTest.BROWSER, "image/*"}) {
            var scanner = Shopper.stranger(shop).with("Accept", accept);
            scanner.get(link).answers(200).contains("Add this e-mail address");
            scanner.get(link.replaceFirst("/$", "")).answers(200);
            scanner.send("HEAD", link, null, "").answers(200).isEmpty();
        }
        mailed.machine().send("HEAD", link, null, "").answers(200);
        mailed.machine().send("OPTIONS", link, null, "").answers(200);
        mailed.machine()
                .send("PUT", link, null, "")
                .answers(405)
                .has("Allow", "GET, HEAD, OPTIONS, POST");
        Shopper.stranger(shop).post(link).answers(403);
        mailed.machine().with("Origin", "https://evil.example").post(link).answers(403);
        assertThat(isAdded()).isFalse();
    }

    @Test
    void the_shop_decides_what_a_get_does() throws Exception {
        Operator.of(shop).set("CONFIRM_EMAIL_ON_GET", "\"never\"").answers(200);
        var link = mailed.verifyLink(ayse, address);
        mailed.machine().get(link).answers(200).contains("Add this e-mail address");
        assertThat(isAdded()).isFalse();

        Operator.of(shop).set("CONFIRM_EMAIL_ON_GET", "\"always\"").answers(200);
        Shopper.stranger(shop).send("HEAD", link, null, "").answers(200);
        assertThat(isAdded()).isFalse();
        Shopper.stranger(shop).get(link).answers(200).contains("Your address has been added");
        assertThat(isAdded()).isTrue();
    }

    @Test
    void whoever_holds_the_link_may_use_it_whoever_is_signed_in() throws Exception {
        var other = Shopper.signedIn(shop, "other" + number + "@example.com");

        other.with("Accept", "application/json").get(mailed.verifyLink(ayse, address)).answers(200);

        assertThat(isAdded()).isTrue();
        assertThat(addressesOf(other)).hasSize(1);
    }

    @Test
    void a_second_link_to_a_proved_address_says_so() throws Exception {
        var first = mailed.verifyLink(ayse, address);
        var second = mailed.verifyLink(ayse, address);
        assertThat(second).isNotEqualTo(first);

        mailed.machine().get(first).answers(200);

        mailed.machine().get(second).answers(404).says("{}");
        mailed.person().get(second).answers(200).contains("<h1>Already added</h1>");
    }

    @Test
    void an_address_that_is_somebody_elses_by_now_is_told() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        Shopper.signedIn(shop, address);

        mailed.machine().get(link).answers(400).says(EXISTS);
        mailed.machine().post(link).answers(400).says(EXISTS);
        Shopper.stranger(shop).get(link).answers(400).says(EXISTS);
        mailed.person()
                .get(link)
                .answers(400)
                .has("Content-Type", "text/html; charset=utf-8")
                .contains("<h1>This address belongs to another account</h1>");
        assertThat(isAdded()).isFalse();
    }

    @Test
    void a_link_dies_with_the_account_its_password_and_its_primary_address() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        var closed =
                "update customer set is_active = %s where id ="
                        + " (select customer_id from email_address where identity = 'first"
                        + number
                        + "@example.com')";
        execute(closed.formatted("false"));
        dead(link);
        execute(closed.formatted("true"));

        execute(
                "update credential set changed_at = changed_at + interval '1 second' where"
                        + " customer_id = (select customer_id from email_address where identity ="
                        + " 'first"
                        + number
                        + "@example.com')");
        dead(link);

        var next = mailed.verifyLink(ayse, address);
        mailed.move(ayse, "first" + number + "@example.com", "third" + number + "@example.com");
        dead(next);
        mailed.machine().get(mailed.verifyLink(ayse, address)).answers(200);
    }

    private void dead(String link) {
        mailed.machine().get(link).answers(404).says("{}");
        mailed.machine().post(link).answers(404).says("{}");
        mailed.person()
                .get(link)
                .answers(404)
                .has("Content-Type", "text/html; charset=utf-8")
                .contains("This link does not work any more");
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity = '"
                                        + address
                                        + "'"))
                .isZero();
    }

    private boolean isAdded() {
        return addressesOf(ayse).length == 2;
    }

    private static void execute(String sql) {
        shop.change(sql);
    }

    private static String token(Reply page) {
        var token = TOKEN.matcher(page.text());
        assertThat(token.find()).as("a token in %s", page.text()).isTrue();
        return token.group(1);
    }
}
