package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.NEWER;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `POST /users/password/change/` (contract B.5.3).
class PasswordChangeTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/password/change/";
    private static final String SAVED = "{\"detail\": \"New password has been saved.\"}";
    private static final String OLD_WRONG =
            "{\"old_password\": [\"Your old password was entered incorrectly. Please enter it again.\"]}";

    @Test
    void her_session_stays_and_the_others_end_with_their_keys() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        var tablet = Shopper.guest(shop);
        var key = tablet.login(address).answers(200).json().get("key").asString();

        var reply = ayse.post(PATH, form(Shopper.PASSWORD, NEW)).answers(200).says(SAVED);

        assertThat(reply.setCookies()).isEmpty();
        ayse.get("/current_user/").answers(200);
        tablet.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401);
        Shopper.guest(shop).login(address).answers(400);
        Shopper.guest(shop).login(address, NEW).answers(200);
        // Her token is good for the next one.
        ayse.post(PATH, form(NEW, NEWER)).answers(200).says(SAVED);
    }

    @Test
    void an_app_keeps_its_key() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        var key = Shopper.guest(shop).login(address).json().get("key").asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);

        app.post(PATH, form(Shopper.PASSWORD, NEW)).answers(200).says(SAVED);

        app.get("/current_user/").answers(200);
        ayse.get("/current_user/").answers(401);
    }

    @Test
    void she_is_told_by_mail_in_her_language() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address).with("Accept-Language", "tr");

        ayse.post(PATH, form(Shopper.PASSWORD, NEW))
                .answers(200)
                .says("{\"detail\": \"Yeni parolanız kaydedildi.\"}");

        Customers.awaitLetters(shop);
        var mail = MailBox.of(shop, address).newest();
        assertThat(mail.get("subject").asString()).isEqualTo("Foyer parolanız değiştirildi");
        assertThat(mail.get("text").asString())
                .startsWith("Merhaba Ayşe,\n")
                .doesNotContain(NEW, Shopper.PASSWORD);
    }

    @Test
    void a_wrong_old_password_changes_nothing() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);

        ayse.post(PATH, form("yanlis-parola", NEW)).answers(400).says(OLD_WRONG);
        // It is told before anything about the new one.
        ayse.post(PATH, form("yanlis-parola", "1")).answers(400).says(OLD_WRONG);

        Shopper.guest(shop).login(address).answers(200);
    }

    @Test
    void every_wrong_field_is_told_at_once() throws Exception {
        var ayse = proved(shop, newAddress());
        ayse.post(PATH, "{}")
                .answers(400)
                .says(
                        "{\"old_password\": [\"This field is required.\"],"
                                + " \"new_password1\": [\"This field is required.\"],"
                                + " \"new_password2\": [\"This field is required.\"]}");
        ayse.post(
                        PATH,
                        "{\"old_password\": \"%s\", \"new_password1\": \"%s\", \"new_password2\": \"%s\"}"
                                .formatted(Shopper.PASSWORD, NEW, NEWER))
                .answers(400)
                .says("{\"new_password2\": [\"The two password fields didn’t match.\"]}");
        ayse.post(PATH, form(Shopper.PASSWORD, "kisa-7"))
                .answers(400)
                .says(
                        "{\"new_password2\":"
                                + " [\"This password is too short. It must contain at least 7 characters.\"]}");
    }

    @Test
    void nobody_changes_a_password_who_is_not_signed_in() {
        Shopper.stranger(shop)
                .post(PATH, form(Shopper.PASSWORD, NEW))
                .answers(401)
                .has("WWW-Authenticate", "Token")
                .says("{\"detail\": \"Authentication credentials were not provided.\"}");
    }

    @Test
    void a_change_needs_its_token() throws Exception {
        var ayse = proved(shop, newAddress()).withoutToken();
        ayse.post(PATH, form(Shopper.PASSWORD, NEW))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
    }

    @Test
    void a_customer_without_a_password_has_no_old_one() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        Customers.makePasswordless(shop, address);

        ayse.post(PATH, form(Shopper.PASSWORD, NEW)).answers(400).says(OLD_WRONG);
    }

    @Test
    void the_same_password_may_come_again_unless_the_shop_says_no() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        ayse.post(PATH, form(Shopper.PASSWORD, Shopper.PASSWORD)).answers(200);
        Operator.of(shop).set("PASSWORD_HISTORY_LENGTH", "3").answers(200);
        try {
            var refused =
                    "{\"new_password2\": [\"You have used this password before. Choose another one.\"]}";
            ayse.post(PATH, form(Shopper.PASSWORD, Shopper.PASSWORD)).answers(400).says(refused);
            ayse.post(PATH, form(Shopper.PASSWORD, NEW)).answers(200);
            ayse.post(PATH, form(NEW, NEWER)).answers(200);
            ayse.post(PATH, form(NEWER, Shopper.PASSWORD)).answers(400).says(refused);
            ayse.post(PATH, form(NEWER, NEW)).answers(400).says(refused);
            // By reset, too.
            Shopper.guest(shop)
                    .post(Customers.link(shop, address), Customers.twice(NEW))
                    .answers(400)
                    .says(refused);
            ayse.post(PATH, form(NEWER, "sari-bulut-55")).answers(200);
            // The fourth from the end is forgotten.
            ayse.post(PATH, form("sari-bulut-55", Shopper.PASSWORD)).answers(200);
        } finally {
            Operator.of(shop).unset("PASSWORD_HISTORY_LENGTH").answers(200);
        }
    }

    @Test
    void no_more_old_passwords_are_kept_than_can_be_asked_for() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        var present = Shopper.PASSWORD;
        for (int i = 0; i < 12; i++) {
            ayse.post(PATH, form(present, NEW + i)).answers(200);
            present = NEW + i;
        }
        assertThat(
                        shop.count(
                                "select count(*) from password_history where customer_id = "
                                        + Customers.id(shop, address)))
                .isEqualTo(9);
        Operator.of(shop).set("PASSWORD_HISTORY_LENGTH", "11").answers(400);
    }

    private static String form(String old, String password) {
        return "{\"old_password\": \"%s\", \"new_password1\": \"%s\", \"new_password2\": \"%2$s\"}"
                .formatted(old, password);
    }
}
