package dev.foyer.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `POST /users/registration/verify-email/` (contract B.1.7, 0.2.6).
class VerifyEmailTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/registration/verify-email/";
    private static final String NOT_FOUND = "{\"detail\": \"Not found.\"}";

    @Test
    void a_key_verifies_the_address_once_for_anybody_who_holds_it() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        var key = "{\"key\": \"" + MailBox.of(shop, "ayse@example.com").confirmationKey() + "\"}";
        var anybody = Shopper.guest(shop);

        anybody.post(PATH, key)
                .answers(200)
                .has("Cache-Control", "no-store")
                .says("{\"detail\": \"ok\"}");

        ayse.get("/current_user/").shows("is_email_verified", true);
        anybody.get("/current_user/").answers(401);
        anybody.post(PATH, key).answers(404).says(NOT_FOUND);
    }

    @Test
    void the_path_answers_without_its_slash_and_reads_forms() throws Exception {
        var elif = Shopper.signedIn(shop, "elif@example.com");
        var key = MailBox.of(shop, "elif@example.com").confirmationKey();

        Shopper.guest(shop)
                .postForm(PATH.replaceFirst("/$", ""), "key=" + key)
                .answers(200)
                .says("{\"detail\": \"ok\"}");

        elif.get("/current_user/").shows("is_email_verified", true);
    }

    @Test
    void a_bad_key_is_not_found() throws Exception {
        var can = Shopper.signedIn(shop, "can@example.com");
        var key = MailBox.of(shop, "can@example.com").confirmationKey();
        var guest = Shopper.guest(shop);
        for (var bad :
                new String[] {
                    "12345abcdef",
                    "ı",
                    key + "=",
                    key.substring(1),
                    "A".repeat(43),
                    "x".repeat(500),
                    "7"
                }) {
            guest.post(PATH, "{\"key\": \"" + bad + "\"}").answers(404).says(NOT_FOUND);
        }
        guest.post(PATH, "{\"key\": 7}").answers(404).says(NOT_FOUND);
        can.get("/current_user/").shows("is_email_verified", false);
    }

    @Test
    void a_key_that_is_none_is_told_so() {
        var guest = Shopper.guest(shop);
        guest.post(PATH, "{}").answers(400).says("{\"key\": [\"This field is required.\"]}");
        guest.post(PATH).answers(400).says("{\"key\": [\"This field is required.\"]}");
        guest.post(PATH, "{\"key\": \"\"}")
                .answers(400)
                .says("{\"key\": [\"This field may not be blank.\"]}");
        guest.post(PATH, "{\"key\": null}")
                .answers(400)
                .says("{\"key\": [\"This field may not be null.\"]}");
        for (var wrong : new String[] {"[]", "{}", "true"}) {
            guest.post(PATH, "{\"key\": " + wrong + "}")
                    .answers(400)
                    .says("{\"key\": [\"Not a valid string.\"]}");
        }
        guest.post(PATH, "{\"key\": \"" + "x".repeat(501) + "\"}")
                .answers(400)
                .says("{\"key\": [\"Ensure this field has no more than 500 characters.\"]}");
    }

    @Test
    void the_token_is_needed_and_get_is_not_allowed() throws Exception {
        var nil = Shopper.signedIn(shop, "nil@example.com");
        var key = "{\"key\": \"" + MailBox.of(shop, "nil@example.com").confirmationKey() + "\"}";

        Shopper.guest(shop)
                .withoutToken()
                .post(PATH, key)
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
        var reply = Shopper.guest(shop).get(PATH).answers(405);

        assertThat(reply.header("Allow")).isEqualTo("OPTIONS, POST");
        nil.get("/current_user/").shows("is_email_verified", false);
    }
}
