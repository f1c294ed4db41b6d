package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.NEWER;
import static dev.foyer.password.Customers.id;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.twice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// `POST /users/reset/<uidb64>/<token>/` for machines: what a link does (contract B.4.2, 0.2.13).
class PasswordResetConfirmTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String BAD_TOKEN = "{\"token\": [\"Invalid value\"]}";

    @Test
    void the_link_sets_a_password_and_ends_every_session_and_key() throws Exception {
        var address = newAddress();
        var phone = proved(shop, address);
        var tablet = Shopper.guest(shop);
        var key = tablet.login(address).answers(200).json().get("key").asString();
        var link = link(shop, address);

        Shopper.guest(shop).post(link, twice(NEW)).answers(200).isEmpty();

        phone.get("/current_user/").answers(401);
        tablet.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Invalid token.\"}");
        Shopper.guest(shop).login(address).answers(400);
        Shopper.guest(shop).login(address, NEW).answers(200);
    }

    @Test
    void the_owner_is_told_and_the_old_password_goes_into_the_history() throws Exception {
        var address = newAddress();
        proved(shop, address);
        long id = id(shop, address);
        var before = hash(id);
        var link = link(shop, address);

        Shopper.guest(shop).post(link, twice(NEW)).answers(200);

        Customers.awaitLetters(shop);
        assertThat(Customers.notices(shop, address)).isEqualTo(1);
        assertThat(history(id)).containsExactly(before);
        assertThat(hash(id)).isNotEqualTo(before);
    }

    @Test
    void a_guest_becomes_registered_and_her_data_stay() throws Exception {
        var address = newAddress();
        var ece = Shopper.guest(shop);
        ece.post(
                        "/users/registration/",
                        Person.named("Ece", "Ak")
                                .withEmail(address)
                                .with("user_type", "\"guest\"")
                                .with("phone", "\"05551112233\"")
                                .json())
                .answers(201);
        Customers.prove(shop, address);
        var link = link(shop, address);

        Shopper.guest(shop).post(link, twice(NEW)).answers(200);

        assertThat(
                        shop.count(
                                "select count(*) from customer where user_type = 'registered' and id = "
                                        + id(shop, address)))
                .isEqualTo(1);
        var again = Shopper.guest(shop);
        again.login(address, NEW).answers(200);
        again.get("/current_user/").shows("first_name", "Ece").shows("phone", "05551112233");
    }

    @Test
    void the_published_storefront_sends_a_form_without_the_final_slash() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);

        Shopper.guest(shop)
                .postForm(
                        link.replaceFirst("/$", ""),
                        "new_password1=" + NEW + "&new_password2=" + NEW)
                .answers(200)
                .isEmpty();

        Shopper.guest(shop).login(address, NEW).answers(200);
    }

    @Test
    void a_multipart_form_is_read_too() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var part = "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        var body =
                part.formatted("new_password1", NEW)
                        + part.formatted("new_password2", NEW)
                        + "--x--\r\n";

        Shopper.guest(shop)
                .send(
                        "POST",
                        link(shop, address),
                        body.getBytes(StandardCharsets.UTF_8),
                        "multipart/form-data; boundary=x")
                .answers(200)
                .isEmpty();

        Shopper.guest(shop).login(address, NEW).answers(200);
    }

    @Test
    void a_link_works_once() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        Shopper.guest(shop).post(link, twice(NEW)).answers(200);

        Shopper.guest(shop).post(link, twice(NEWER)).answers(400).says(BAD_TOKEN);

        Shopper.guest(shop).login(address, NEW).answers(200);
    }

    @Test
    void a_password_is_never_trimmed() throws Exception {
        var address = newAddress();
        proved(shop, address);
        Shopper.guest(shop).post(link(shop, address), twice("  bosluklu parola ")).answers(200);

        Shopper.guest(shop).login(address, "bosluklu parola").answers(400);
        Shopper.guest(shop).login(address, "  bosluklu parola ").answers(200);
    }

    @Test
    void a_customer_without_a_password_gets_her_first_one() throws Exception {
        var address = newAddress();
        proved(shop, address);
        Customers.makePasswordless(shop, address);
        var link = link(shop, address);

        Shopper.guest(shop).post(link, twice(NEW)).answers(200);

        Shopper.guest(shop).login(address, NEW).answers(200);
        Shopper.guest(shop).post(link, twice(NEWER)).answers(400).says(BAD_TOKEN);
    }

    @Test
    void a_browser_that_was_signed_in_is_handed_a_clean_jar() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        var other = proved(shop, newAddress());
        var link = link(shop, address);

        var reply = ayse.post(link, twice(NEW)).answers(200);

        assertThat(reply.setCookie("osessionid")).contains("Max-Age=0;");
        ayse.login(address, NEW).answers(200);
        // Somebody else's browser stays as it is.
        var next = link(shop, address);
        assertThat(other.post(next, twice(NEWER)).answers(200).setCookies()).isEmpty();
        other.get("/current_user/").answers(200);
    }

    private static String hash(long id) {
        return shop.database()
                .read(
                        handle ->
                                handle.createQuery(
                                                "select password_hash from credential where customer_id = :id")
                                        .bind("id", id)
                                        .mapTo(String.class)
                                        .one());
    }

    private static List<String> history(long id) {
        return shop.database()
                .read(
                        handle ->
                                handle.createQuery(
                                                "select password_hash from password_history where customer_id = :id")
                                        .bind("id", id)
                                        .mapTo(String.class)
                                        .list());
    }
}
