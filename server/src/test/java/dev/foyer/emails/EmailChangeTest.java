package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.PRIMARY;
import static dev.foyer.emails.Mailed.addressesOf;
import static dev.foyer.emails.Mailed.primaryOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `GET` and `POST /users/email-change/` (contract B.1.12, B.1.13, 0.2.8).
class EmailChangeTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String WRONG = "{\"non_field_errors\": [\"Invalid password.\"]}";

    private final Mailed mailed = new Mailed(shop);

    @Test
    void the_primary_address_is_shown_without_its_owner() throws Exception {
        var ayse = mailed.proved("ayse@example.com");
        long id = ayse.get("/users/emails/").json().get("id").asLong();

        ayse.get("/users/email-change/")
                .answers(200)
                .says(
                        "{\"id\": %d, \"email\": \"ayse@example.com\", \"verified\": true, \"primary\": true}"
                                .formatted(id));
    }

    @Test
    void a_mail_goes_to_the_new_address_and_nothing_changes_before_its_link() throws Exception {
        var can = Shopper.signedIn(shop, "can@example.com");
        long user = can.get("/current_user/").json().get("pk").asLong();

        can.post(
                        "/users/email-change",
                        """
                        {"email": "Can.New@Example.com", "emailConfirm": "x", "user": "y",
                         "password": "kirmizi-bisiklet-7"}
                        """)
                .answers(200)
                .says("{\"user\": %d, \"email\": \"Can.New@example.com\"}".formatted(user));

        MailBox.of(shop, "Can.New@example.com").link(PRIMARY);
        assertThat(MailBox.of(shop, "can@example.com").links("/users/")).hasSize(1);
        assertThat(primaryOf(can)).isEqualTo("can@example.com");
        assertThat(addressesOf(can)).containsExactly("can@example.com");
        Shopper.guest(shop).login("can.new@example.com").answers(400);
        // The claim reserves nothing.
        Shopper.signedIn(shop, "can.new@example.com");
    }

    @Test
    void the_letter_comes_in_both_languages() throws Exception {
        var ece = Shopper.signedIn(shop, "ece@example.com").with("Accept-Language", "tr");
        mailed.change(ece, "ece.new@example.com", Shopper.PASSWORD).answers(200);
        var mail = MailBox.of(shop, "ece.new@example.com").newest();
        assertThat(mail.get("subject").asString())
                .isEqualTo("Foyer için yeni e-posta adresinizi onaylayın");
        assertThat(mail.get("text").asString())
                .containsPattern(
                        "\nhttp://shop.test/users/email-set-primary/[\\w-]{40}/[\\w-]{40}/\n");
        assertThat(mail.get("html").asString()).contains("Bu adresi kullan");

        ece.with("Accept-Language", "en");
        mailed.change(ece, "ece.other@example.com", Shopper.PASSWORD).answers(200);
        assertThat(MailBox.of(shop, "ece.other@example.com").newest().get("subject").asString())
                .isEqualTo("Confirm your new e-mail address for Foyer");
    }

    @Test
    void a_wrong_password_is_told_before_anything_about_the_address() {
        Shopper.signedIn(shop, "somebody@example.com");
        var nil = Shopper.signedIn(shop, "nil@example.com");

        for (var address :
                new String[] {"nil.new@example.com", "somebody@example.com", "nil@example.com"}) {
            mailed.change(nil, address, "kirmizi-bisiklet-8").answers(400).says(WRONG);
            mailed.change(nil, address, " kirmizi-bisiklet-7").answers(400).says(WRONG);
        }
        assertThat(MailBox.of(shop, "nil.new@example.com").mails()).isEmpty();
        nil.with("Accept-Language", "tr");
        mailed.change(nil, "nil.new@example.com", "x")
                .answers(400)
                .says("{\"non_field_errors\": [\"Parola yanlış.\"]}");
    }

    @Test
    void without_a_password_to_compare_with_every_password_is_wrong() {
        var guest = Shopper.signedIn(shop, "nopassword@example.com");
        shop.change(
                "delete from credential where customer_id = (select"
                        + " customer_id from email_address where identity ="
                        + " 'nopassword@example.com')");

        mailed.change(guest, "nopassword.new@example.com", Shopper.PASSWORD)
                .answers(400)
                .says(WRONG);
    }

    @Test
    void the_new_address_must_differ_and_be_free() throws Exception {
        var owner = mailed.proved("owner@example.com");
        mailed.add(owner, "owner.two@example.com");
        Shopper.signedIn(shop, "unproved@example.com");
        var deniz = Shopper.signedIn(shop, "deniz@example.com");

        for (var taken :
                new String[] {
                    "deniz@example.com",
                    "DENIZ@example.com",
                    "owner@example.com",
                    "owner.two@example.com",
                    "Unproved@example.com"
                }) {
            mailed.change(deniz, taken, Shopper.PASSWORD).answers(400).says(EXISTS);
        }
    }

    @Test
    void one_of_her_own_further_addresses_may_become_the_primary_one() throws Exception {
        var elif = mailed.proved("elif@example.com");
        mailed.add(elif, "elif.two@example.com");

        mailed.move(elif, "elif@example.com", "ELIF.two@example.com");

        assertThat(addressesOf(elif)).containsExactly("ELIF.two@example.com", "elif@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {\"email\": [\"This field is required.\"], \"password\": [\"This field is"
                        + " required.\"]}",
                "{\"email\": \"x\", \"password\": \"\"} | {\"email\": [\"Enter a valid email"
                        + " address.\"], \"password\": [\"This field may not be blank.\"]}",
                "{\"email\": \"x@example.com\", \"password\": null} |"
                        + " {\"password\": [\"This field may not be null.\"]}",
                "[] | {\"non_field_errors\": [\"Invalid data. Expected a dictionary, but got"
                        + " list.\"]}"
            })
    void every_field_error_is_told_at_once(String body, String complaints) {
        Shopper.signedIn(shop, "field" + Integer.toHexString(body.hashCode()) + "@example.com")
                .post("/users/email-change/", body)
                .answers(400)
                .says(complaints);
    }

    @Test
    void nobody_changes_anything_without_a_sign_in_or_a_token() {
        Shopper.guest(shop).get("/users/email-change/").answers(401);
        Shopper.stranger(shop)
                .post("/users/email-change/", "{}")
                .answers(401)
                .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        Shopper.signedIn(shop, "token@example.com")
                .withoutToken()
                .post("/users/email-change/", "{}")
                .answers(403);
    }
}
