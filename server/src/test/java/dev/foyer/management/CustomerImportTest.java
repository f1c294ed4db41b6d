package dev.foyer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `POST /api/customers/import/`.
class CustomerImportTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void nobody_comes_in_without_the_token() {
        Operator.saying(shop, "Bearer wrong")
                .send("POST", "/api/customers/import/", "{\"records\": []}")
                .answers(401);
    }

    @Test
    void a_customer_comes_in_with_everything_and_gets_no_mail() {
        bring(
                """
                {"external_id": 4711, "email": "Elif@Example.com", "email_verified": true,
                 "emails": [{"email": "elif@work.example", "verified": "yes"}, {"email": "ELIF@example.com"}],
                 "username": "elif", "password_hash": null, "first_name": "Elif", "last_name": "Şahin",
                 "phone": "0555 111 22 33", "phone_verified": true, "gender": "female", "date_of_birth": "1990-02-28",
                 "language_code": "tr_TR", "user_type": "registered", "client_type": "ios", "email_allowed": true,
                 "sms_allowed": "on", "call_allowed": null, "whatsapp_allowed": false, "consent_version": "12",
                 "consented_at": "2020-01-02 03:04:05+03:00", "is_active": true, "date_joined": "2019-05-06T07:08:09Z",
                 "last_login": "2021-01-01", "attributes": {"city": "İzmir", "kvkk_flat_page_version": "11"}}
                """)
                .says(
                        """
                        {"imported": 0, "skipped": [], "refused": [
                          {"index": 0, "reason": "last_login: Datetime has wrong format. Use one of these formats instead: \
                YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."}]}
                        """);
    }

    @Test
    void an_address_in_use_is_skipped() {
        Shopper.signedIn(shop, "here@example.com");

        bring("{\"email\": \"HERE@example.com\"}", "{\"email\": \"new@example.com\"}")
                .says(
                        """
                        {"imported": 1, "skipped": [{"index": 0, "reason": "Already here."}], "refused": []}
                        """);
    }

    private static Reply bring(String... records) {
        return Operator.of(shop)
                .send(
                        "POST",
                        "/api/customers/import/",
                        "{\"records\": [" + String.join(",", records) + "]}")
                .answers(200);
    }
}
