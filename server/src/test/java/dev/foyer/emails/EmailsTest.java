package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.VERIFY;
import static dev.foyer.emails.Mailed.addressesOf;
import static dev.foyer.emails.Mailed.idOf;
import static dev.foyer.emails.Mailed.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `GET` and `POST /users/emails/` (contract B.1.9, B.1.10, 0.2.7, 0.2.8).
class EmailsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private final Mailed mailed = new Mailed(shop);

    @Test
    void the_primary_address_is_one_object() throws Exception {
        var ayse = Shopper.signedIn(shop, "Ayse@example.com");

        var shown =
                ayse.get("/users/emails/")
                        .answers(200)
                        .has("Content-Type", "application/json")
                        .hasKeys("id", "email", "verified", "primary", "user")
                        .shows("email", "Ayse@example.com")
                        .shows("verified", false)
                        .shows("primary", true);
        assertThat(shown.json().get("id").isIntegralNumber()).isTrue();
        assertThat(shown.json().get("user").asLong())
                .isEqualTo(ayse.get("/current_user/").json().get("pk").asLong());
        ayse.get("/users/emails").answers(200).says(shown.text());
        mailed.proved("elif@example.com").get("/users/emails/").shows("verified", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1", "%20true%20"})
    void all_addresses_are_a_bare_list_with_the_primary_one_first(String all) throws Exception {
        var name = "all" + Integer.toHexString(all.hashCode());
        var can = Shopper.signedIn(shop, name + "@example.com");
        mailed.add(can, name + ".second@example.com");

        var one = can.get("/users/emails/").text();
        var list = can.get("/users/emails/?all=" + all).answers(200).json();
        assertThat(list.isArray()).isTrue();
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.get(0).toString()).isEqualTo(one);
        assertThat(list.get(1).get("email").asString()).isEqualTo(name + ".second@example.com");
        assertThat(list.get(1).get("verified").asBoolean()).isTrue();
        assertThat(list.get(1).get("primary").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?all=false", "?all=", "?all", "?all=perhaps", "?format=json", "?a=b"})
    void anything_else_is_the_one_object(String query) {
        var can = Shopper.signedIn(shop, "one" + query.hashCode() + "@example.com");

        can.get("/users/emails/" + query)
                .answers(200)
                .hasKeys("id", "email", "verified", "primary", "user");
    }

    @Test
    void nobody_is_told_without_a_sign_in_and_401_comes_before_403_and_400() {
        for (var stranger :
                new Shopper[] {Shopper.stranger(shop), Shopper.guest(shop).withoutToken()}) {
            stranger.get("/users/emails/").answers(401).has("WWW-Authenticate", "Token");
            stranger.post("/users/emails/", "{}")
                    .answers(401)
                    .says("{\"detail\": \"Authentication credentials were not provided.\"}");
            stranger.send("DELETE", "/users/emails/1/", null, "").answers(401);
        }
        var nil = Shopper.signedIn(shop, "nil@example.com").withoutToken();
        nil.post("/users/emails/", json("nil2@example.com"))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
        nil.send("DELETE", "/users/emails/1/", null, "").answers(403);
    }

    @Test
    void an_app_with_a_token_needs_no_cookie() {
        var key =
                Shopper.guest(shop)
                        .post(
                                "/users/registration/",
                                Person.named("Ece", "Ak").withEmail("app@example.com").json())
                        .json()
                        .get("key")
                        .asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);

        app.get("/users/emails/").answers(200).shows("email", "app@example.com");
        app.post("/users/emails/", json("app2@example.com")).answers(200).says("{}");
    }

    @Test
    void an_address_is_added_only_after_its_link_was_used() throws Exception {
        var deniz = Shopper.signedIn(shop, "deniz@example.com");

        deniz.post("/users/emails", json(" Deniz.Two@Example.com ")).answers(200).says("{}");
        var link = MailBox.of(shop, "Deniz.Two@example.com").link(VERIFY);
        assertThat(addressesOf(deniz)).containsExactly("deniz@example.com");

        mailed.machine().get(link).answers(200).isEmpty();
        assertThat(addressesOf(deniz))
                .containsExactly("deniz@example.com", "Deniz.Two@example.com");
        deniz.get("/users/emails/").shows("email", "deniz@example.com");
        Shopper.guest(shop).login("deniz.two@example.com").answers(400);
    }

    @Test
    void the_letter_comes_in_her_language_and_her_name_is_no_link_in_it() throws Exception {
        var guest = Shopper.guest(shop).with("Accept-Language", "tr");
        guest.post(
                        "/users/registration/",
                        Person.named("Bit.ly/x <b>", "Y").withEmail("tr@example.com").json())
                .answers(201);
        guest.post("/users/emails/", json("tr2@example.com")).answers(200);

        var mail = MailBox.of(shop, "tr2@example.com").newest();
        assertThat(mail.get("subject").asString())
                .isEqualTo("Foyer için yeni e-posta adresinizi doğrulayın");
        assertThat(mail.get("text").asString())
                .startsWith("Merhaba Bit ly x <b>,\n")
                .containsPattern("\nhttp://shop.test/users/email-verify/[\\w-]{40}/[\\w-]{40}/\n");
        assertThat(mail.get("html").asString())
                .contains(
                        "Merhaba Bit ly x &lt;b&gt;,", "Bu adresi doğrula", "/users/email-verify/")
                .doesNotContain("tr@example.com");
    }

    @Test
    void whatever_counts_as_taken_is_refused_by_name() throws Exception {
        var owner = mailed.proved("owner@example.com");
        mailed.add(owner, "owner.two@example.com");
        Shopper.signedIn(shop, "unproved@example.com");
        var other = Shopper.signedIn(shop, "other@example.com");

        for (var taken :
                new String[] {
                    "owner@example.com",
                    "OWNER@example.com",
                    "owner.two@example.com",
                    "unproved@example.com",
                    "other@example.com"
                }) {
            other.post("/users/emails/", json(taken)).answers(400).says(EXISTS);
        }
        owner.post("/users/emails/", json("owner.two@example.com")).answers(400).says(EXISTS);
        other.with("Accept-Language", "tr")
                .post("/users/emails/", json("owner@example.com"))
                .answers(400)
                .says("{\"email\": [\"Bu e-posta adresi zaten kullanılıyor.\"]}");
    }

    @Test
    void a_pending_claim_reserves_nothing() throws Exception {
        var first = Shopper.signedIn(shop, "first@example.com");
        var second = Shopper.signedIn(shop, "second@example.com");
        var claim = mailed.verifyLink(first, "wanted@example.com");

        mailed.add(second, "wanted@example.com");

        mailed.machine().get(claim).answers(400).says(EXISTS);
        assertThat(addressesOf(first)).containsExactly("first@example.com");
        assertThat(addressesOf(second)).containsExactly("second@example.com", "wanted@example.com");
        mailed.verifyLink(first, "registered@example.com");
        Shopper.signedIn(shop, "registered@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | This field is required.",
                "{\"email\": null} | This field may not be null.",
                "{\"email\": \" \"} | This field may not be blank.",
                "{\"email\": \"x\"} | Enter a valid email address.",
                "{\"email\": \"x@ex\\r\\nBcc: y@example.com\"} | Enter a valid email address.",
                "{\"email\": [\"x@example.com\"]} | Not a valid string."
            })
    void what_is_no_address_is_told(String body, String complaint) {
        var shopper = Shopper.signedIn(shop, "field" + body.hashCode() + "@example.com");

        shopper.post("/users/emails/", body)
                .answers(400)
                .says("{\"email\": [\"" + complaint + "\"]}");
    }

    @Test
    void a_form_is_read_like_json() throws Exception {
        var shopper = Shopper.signedIn(shop, "form@example.com");

        shopper.postForm("/users/emails/", "email=form2%40example.com&x=y").answers(200).says("{}");
        MailBox.of(shop, "form2@example.com").link(VERIFY);
    }

    @Test
    void nobody_has_more_than_twenty_addresses() throws Exception {
        var greedy = Shopper.signedIn(shop, "greedy@example.com");
        var link = mailed.verifyLink(greedy, "greedy.last@example.com");
        shop.change(
                """
                                        insert into email_address (customer_id, address, identity, is_primary,
                                                                   verified_at, created_at)
                                        select customer_id, 'greedy' || n || '@example.com',
                                               'greedy' || n || '@example.com', false, now(), now()
                                          from email_address, generate_series(1, 19) n
                                         where identity = 'greedy@example.com'
                                        """);

        greedy.post("/users/emails/", json("greedy.more@example.com"))
                .answers(400)
                .says("{\"email\": [\"No more than 20 addresses can belong to one account.\"]}");
        mailed.machine().get(link).answers(404).says("{}");
        assertThat(addressesOf(greedy)).hasSize(20);
        greedy.send(
                        "DELETE",
                        "/users/emails/" + idOf(greedy, "greedy7@example.com") + "/",
                        null,
                        "")
                .answers(204);
        mailed.machine().get(link).answers(200);
    }
}
