package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.NEWER;
import static dev.foyer.password.Customers.id;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.twice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `POST /users/password/set/` (contract B.5.1), in both spellings of its sources.
class PasswordSetTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/password/set/";
    private static final String SET =
            "{\"success\": \"Your password has been set successfully.\", \"location\": \"/users/password/set/\"}";
    private static final String HAS_ONE = "{\"redirect_url\": \"/account/change-password/\"}";

    @Test
    void a_customer_without_a_password_sets_her_first() throws Exception {
        var address = newAddress();
        var ayse = passwordless(address);
        Customers.sql(
                shop, "update customer set user_type = 'guest' where id = " + id(shop, address));

        ayse.post(PATH, twice(NEW)).answers(200).says(SET);

        ayse.get("/current_user/").answers(200);
        Shopper.guest(shop).login(address, NEW).answers(200);
        assertThat(
                        shop.count(
                                "select count(*) from customer where user_type = 'registered' and id = "
                                        + id(shop, address)))
                .isEqualTo(1);
        Customers.awaitLetters(shop);
        assertThat(Customers.notices(shop, address)).isEqualTo(1);
        assertThat(
                        shop.count(
                                "select count(*) from password_history where customer_id = "
                                        + id(shop, address)))
                .isZero();
    }

    @Test
    void the_other_spelling_of_the_fields_does_the_same() throws Exception {
        var address = newAddress();
        var ayse = passwordless(address);

        ayse.post(PATH, "{\"password1\": \"%s\", \"password2\": \"%1$s\"}".formatted(NEW))
                .answers(200)
                .says(SET);

        Shopper.guest(shop).login(address, NEW).answers(200);
    }

    @Test
    void complaints_come_under_the_names_that_were_sent() throws Exception {
        var ayse = passwordless(newAddress());
        ayse.post(PATH, "{}")
                .answers(400)
                .says(
                        "{\"new_password1\": [\"This field is required.\"],"
                                + " \"new_password2\": [\"This field is required.\"]}");
        ayse.post(PATH, "{\"password1\": \"" + NEW + "\"}")
                .answers(400)
                .says("{\"password2\": [\"This field is required.\"]}");
        ayse.post(
                        PATH,
                        "{\"new_password1\": \"%s\", \"new_password2\": \"%s\"}"
                                .formatted(NEW, NEWER))
                .answers(400)
                .says("{\"new_password2\": [\"The two password fields didn’t match.\"]}");
        ayse.post(PATH, "{\"password1\": \"%s\", \"password2\": \"%s\"}".formatted(NEW, NEWER))
                .answers(400)
                .says("{\"password2\": [\"The two password fields didn’t match.\"]}");
        ayse.postForm(PATH, "password1=kisa-7&password2=kisa-7")
                .answers(400)
                .says(
                        "{\"password2\": [\"This password is too short. It must contain at least 7 characters.\"]}");
        ayse.post(PATH, twice(NEW)).answers(200);
    }

    @Test
    void other_sessions_end_and_hers_stays() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        var tablet = Shopper.guest(shop);
        tablet.login(address).answers(200);
        Customers.makePasswordless(shop, address);

        ayse.post(PATH, twice(NEW)).answers(200);

        ayse.get("/current_user/").answers(200);
        tablet.get("/current_user/").answers(401);
    }

    @Test
    void whoever_has_one_is_sent_to_change_it() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);

        for (var body : new String[] {twice(NEW), "{}"}) {
            ayse.post(PATH, body)
                    .answers(302)
                    .has("Location", "/account/change-password/")
                    .says(HAS_ONE);
        }

        Shopper.guest(shop).login(address).answers(200);
    }

    @Test
    void somebody_who_is_not_signed_in_is_sent_home() {
        Shopper.guest(shop)
                .post(PATH, twice(NEW))
                .answers(302)
                .has("Location", "/home/")
                .says("{\"redirect_url\": \"/home/\"}");
        Shopper.stranger(shop)
                .post(PATH, twice(NEW))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF cookie not set.\"}");
    }

    private static Shopper passwordless(String address) throws InterruptedException {
        var shopper = proved(shop, address);
        Customers.makePasswordless(shop, address);
        return shopper;
    }
}
