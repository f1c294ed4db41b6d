package dev.foyer.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a registration leaves in the log and in the tables.
class RegistrationPrivacyTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/registration/";

    @Test
    void nothing_personal_and_no_secret_is_logged() throws Exception {
        var zehra = Shopper.guest(shop);
        var form =
                """
                {"first_name": "Zehranur", "last_name": "Akbulutoğlu", "email": "zehranur@private.example",
                 "password": "çok-gizli-parola-99", "confirm": true, "phone": "05559876543",
                 "username": "zehranur_a", "date_of_birth": "1987-06-05", "attributes": {"note": "ozelnot"}}
                """;
        var reply = zehra.post(PATH + "?next=/hediye/", form).answers(201);
        zehra.post(PATH, form).answers(400);
        zehra.post(PATH, form.replace("true", "\"Akbulutoğlu\"")).answers(400);
        zehra.post(PATH, form.replace("}", "")).answers(400);
        var key = MailBox.of(shop, "zehranur@private.example").confirmationKey();
        zehra.get(PATH + "account-confirm-email/" + key + "/").answers(200);
        zehra.post(PATH + "account-confirm-email/" + key + "/").answers(200);
        zehra.login("zehranur@private.example", "yanlış-parola").answers(400);

        var log = String.join("\n", shop.logged());
        assertThat(log).contains("POST /users/registration/ 201");
        for (var secret :
                new String[] {
                    "Zehranur",
                    "zehranur",
                    "Akbulut",
                    "private.example",
                    "gizli",
                    "5559876543",
                    "1987",
                    "ozelnot",
                    "yanlış",
                    "hediye",
                    key,
                    reply.json().get("key").asString(),
                    zehra.cookie("osessionid"),
                    zehra.cookie("csrftoken")
                }) {
            assertThat(log).doesNotContain(secret);
        }
    }

    @Test
    void passwords_sessions_and_keys_are_stored_as_hashes_only() {
        var pelin = Shopper.signedIn(shop, "pelin@example.com");
        var key = pelin.login("pelin@example.com").answers(200).json().get("key").asString();
        for (var table :
                new String[] {
                    "customer", "email_address", "credential", "session", "outbox_message"
                }) {
            for (var secret : new String[] {Shopper.PASSWORD, key, pelin.cookie("osessionid")}) {
                assertThat(
                                shop.count(
                                        "select count(*) from %s t where t::text like '%%%s%%'"
                                                .formatted(table, secret)))
                        .as("%s in %s", secret, table)
                        .isZero();
            }
        }
        assertThat(
                        shop.count(
                                "select count(*) from credential"
                                        + " where password_hash like '$argon2id$v=19$m=8,t=1,p=1$%'"))
                .isPositive();
    }
}
