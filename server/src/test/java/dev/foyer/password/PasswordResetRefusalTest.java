package dev.foyer.password;

import static dev.foyer.password.Customers.BROWSER;
import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.NEWER;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.twice;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// What `POST /users/reset/<uidb64>/<token>/` refuses, and what `GET` does not do (contract B.4.2,
/// 0.2.13).
class PasswordResetRefusalTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String BAD_TOKEN = "{\"token\": [\"Invalid value\"]}";
    private static final String BAD_UID = "{\"uid\": [\"Invalid value\"]}";

    @Test
    void what_is_wrong_with_the_passwords_is_told_and_the_link_stays_good() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var guest = Shopper.guest(shop);

        guest.post(link, "{}")
                .answers(400)
                .says(
                        "{\"new_password1\": [\"This field is required.\"],"
                                + " \"new_password2\": [\"This field is required.\"]}");
        guest.post(link, "{\"new_password1\": \"\", \"new_password2\": null}")
                .answers(400)
                .says(
                        "{\"new_password1\": [\"This field may not be blank.\"],"
                                + " \"new_password2\": [\"This field may not be null.\"]}");
        var different =
                "{\"new_password1\": \"%s\", \"new_password2\": \"%s\"}".formatted(NEW, NEWER);
        guest.post(link, different)
                .answers(400)
                .says("{\"new_password2\": [\"The two password fields didn’t match.\"]}");
        guest.post(link, twice("123456"))
                .answers(400)
                .says(
                        "{\"new_password2\": ["
                                + "\"This password is too short. It must contain at least 7 characters.\","
                                + " \"This password is too common.\","
                                + " \"This password is entirely numeric.\"]}");
        guest.post(link, twice("yılmaz-7"))
                .answers(400)
                .says("{\"new_password2\": [\"The password is too similar to the last name.\"]}");
        guest.post(link, twice("a".repeat(1025)))
                .answers(400)
                .says(
                        "{\"new_password1\": [\"Ensure this field has no more than 1024 characters.\"],"
                                + " \"new_password2\": [\"Ensure this field has no more than 1024 characters.\"]}");

        guest.post(link, twice(NEW)).answers(200);
    }

    @Test
    void a_number_that_is_none_and_one_that_nobody_has() {
        var guest = Shopper.guest(shop);
        var token = "A".repeat(32);
        // 0, 007, -1, a letter, too long, another spelling, nothing of the kind.
        for (var uid :
                List.of(
                        "MA",
                        "MDA3",
                        "LTE",
                        "eA",
                        "OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
                        "MQ==",
                        "MR",
                        "%C4%B1",
                        "%00",
                        "M%20Q")) {
            guest.post("/users/reset/" + uid + "/" + token + "/", twice(NEW))
                    .answers(400)
                    .says(BAD_UID);
        }
        // 999999999
        guest.post("/users/reset/OTk5OTk5OTk5/" + token + "/", twice(NEW))
                .answers(400)
                .says(BAD_TOKEN);
    }

    @Test
    void looking_at_a_link_consumes_nothing() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        for (var accept : new String[] {"", "*/*", "text/html", BROWSER, "application/json"}) {
            var scanner = Shopper.guest(shop).with("Accept", accept);
            scanner.get(link).answers(200).contains("Choose a new password");
            scanner.send("HEAD", link, null, "").answers(200).isEmpty();
            scanner.send("OPTIONS", link, null, "")
                    .answers(200)
                    .has("Allow", "GET, HEAD, OPTIONS, POST");
        }

        Shopper.guest(shop).post(link, twice(NEW)).answers(200);
        Shopper.guest(shop)
                .with("Accept", "application/json")
                .get(link)
                .answers(400)
                .says(BAD_TOKEN);
        Shopper.guest(shop).get(link).answers(404).contains("This link does not work any more");
    }

    @Test
    void a_link_needs_the_token_of_the_page() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        Shopper.stranger(shop)
                .post(link, twice(NEW))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF cookie not set.\"}");
        Shopper.guest(shop)
                .with("Origin", "https://evil.example")
                .post(link, twice(NEW))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: Origin checking failed.\"}");

        Shopper.guest(shop).login(address).answers(200);
    }
}
