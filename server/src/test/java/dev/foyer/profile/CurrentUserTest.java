package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// `GET /current_user/` (contract B.1.2). The hashes are those of `printf %s ADDRESS | md5sum`.
class CurrentUserTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void a_customer_reads_everything_about_herself_in_the_printed_order() {
        var ayse = Shopper.guest(shop);
        var told =
                ayse.post(
                                "/users/registration/",
                                """
                                {"first_name": "Ayşe", "last_name": "Yılmaz", "email": "ayse@example.com",
                                 "password": "kirmizi-bisiklet-7", "confirm": true, "email_allowed": true,
                                 "sms_allowed": true, "phone": "0555 000 00 01", "gender": "female",
                                 "date_of_birth": "2016-01-01",
                                 "attributes": {"register_client_type": "b2b", "shoe": 38}}
                                """)
                        .answers(201)
                        .json();
        var joined = told.get("date_joined").asString();

        ayse.get("/current_user/")
                .answers(200)
                .has("Content-Type", "application/json")
                .has("Cache-Control", "no-store")
                .has("Vary", "Cookie, Accept-Language")
                .says(
                        """
                        {"pk": %d, "first_name": "Ayşe", "last_name": "Yılmaz", "phone": "05550000001",
                         "email": "ayse@example.com", "email_allowed": true, "sms_allowed": true,
                         "call_allowed": false,
                         "attributes": {"register_client_type": "b2b", "logged_ip": "127.0.0.1",
                                        "kvkk_flat_page_version": "000", "confirm": true, "shoe": 38},
                         "hashed_email": "46fc6fe1895fdc877f880b701dfd602d",
                         "date_joined": "%s", "last_login": "%s", "gender": "female",
                         "date_of_birth": "2016-01-01", "is_email_verified": false,
                         "is_social_networks_connected": false, "client_type": "b2b",
                         "selected_address": null}
                        """
                                .formatted(told.get("id").asLong(), joined, joined));
    }

    @Test
    void the_address_is_hashed_in_lower_case() {
        var shouting = Shopper.signedIn(shop, "LOUD@Example.com");
        shouting.get("/current_user/")
                .shows("email", "LOUD@example.com")
                .shows("hashed_email", "8be841781f0deda9b1653a4df6bcc3db");
    }

    @Test
    void the_path_answers_without_its_slash_too() {
        var can = Shopper.signedIn(shop, "can@example.com");
        assertThat(can.get("/current_user").answers(200).text())
                .isEqualTo(can.get("/current_user/").answers(200).text());
    }

    @Test
    void a_stranger_reads_nothing() {
        for (var path : new String[] {"/current_user/", "/current_user"}) {
            Shopper.guest(shop)
                    .get(path)
                    .answers(401)
                    .has("WWW-Authenticate", "Token")
                    .has("Cache-Control", "no-store")
                    .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        }
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Giriş bilgileri verilmedi.\"}");
    }

    @Test
    void a_later_sign_in_is_told_and_the_day_of_joining_stays() {
        var first = Shopper.signedIn(shop, "later@example.com");
        var before = first.get("/current_user/").json();
        shop.clock().forward(Duration.ofHours(1));

        first.login("later@example.com").answers(200);

        var after = first.get("/current_user/").json();
        assertThat(after.get("date_joined")).isEqualTo(before.get("date_joined"));
        for (var json : List.of(before, after)) {
            for (var time : new String[] {"date_joined", "last_login"}) {
                assertThat(json.get(time).asString())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
            }
        }
        var hour =
                Duration.between(
                        Instant.parse(before.get("last_login").asString()),
                        Instant.parse(after.get("last_login").asString()));
        assertThat(hour).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_proved_address_shows() throws Exception {
        var elif = Shopper.signedIn(shop, "elif@example.com");
        elif.get("/current_user/").shows("is_email_verified", false);
        var key = MailBox.of(shop, "elif@example.com").confirmationKey();

        elif.post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}").answers(200);

        elif.get("/current_user/").shows("is_email_verified", true);
    }

    @Test
    void everybody_reads_herself_alone() {
        var one = Shopper.signedIn(shop, "one@example.com");
        var two = Shopper.guest(shop);
        two.post(
                        "/users/registration/",
                        Person.named("Fatma", "Şahin").withEmail("two@example.com").json())
                .answers(201);

        one.get("/current_user/").shows("email", "one@example.com").shows("first_name", "Ayşe");
        two.get("/current_user/").shows("email", "two@example.com").shows("first_name", "Fatma");
    }
}
