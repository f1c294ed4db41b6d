package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// `GET`, `PUT` and `PATCH /users/profile/`, `GET /users/user/` (contract B.6.1, B.6.2).
class ProfileTest {
    private static final String PATH = "/users/profile/";

    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void the_profile_is_told_in_the_printed_order() {
        var ayse = Shopper.guest(shop);
        ayse.post(
                        "/users/registration/",
                        Person.named("John", "Doe")
                                .withEmail("john@example.com")
                                .with("email_allowed", "true")
                                .with("gender", "\"male\"")
                                .with("date_of_birth", "\"2000-01-01\"")
                                .json())
                .answers(201);

        var reply = ayse.get(PATH).answers(200);

        long id = reply.json().get("id").asLong();
        var joined = reply.json().get("date_joined").asString();
        assertThat(joined).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        reply.says(
                """
                {"id": %d, "first_name": "John", "last_name": "Doe", "email_allowed": true,
                 "sms_allowed": false, "call_allowed": false, "avatar": null, "email": "john@example.com",
                 "phone": null, "date_of_birth": "2000-01-01", "gender": "male",
                 "genders": [{"value": "female", "label": "female"}, {"value": "male", "label": "male"}],
                 "language_code": "en-us",
                 "attributes": {"register_client_type": "default", "logged_ip": "127.0.0.1",
                                "kvkk_flat_page_version": "000", "confirm": true},
                 "date_joined": "%s"}
                """
                        .formatted(id, joined));
        assertThat(ayse.get("/current_user/").json().get("pk").asLong()).isEqualTo(id);
    }

    @Test
    void nobody_else_sees_or_changes_it() {
        var guest = Shopper.guest(shop);
        var needed = "{\"detail\": \"Authentication credentials were not provided.\"}";
        guest.get(PATH).answers(401).says(needed).has("WWW-Authenticate", "Token");
        guest.patch(PATH, "{}").answers(401).says(needed);
        guest.put(PATH, "{}").answers(401).says(needed);
        guest.get("/users/user/").answers(401).says(needed);

        var ayse = Shopper.signedIn(shop, "nobody-else@example.com");
        ayse.withoutToken()
                .patch(PATH, "{\"first_name\": \"Eve\"}")
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
        ayse.get(PATH).answers(200).shows("first_name", "Ayşe");
        ayse.post(PATH, "{}").answers(405).has("Allow", "GET, HEAD, OPTIONS, PUT, PATCH");
    }

    @Test
    void what_the_published_storefront_sends_is_saved_and_told_everywhere() {
        var ayse = Shopper.signedIn(shop, "storefront@example.com");

        ayse.patch(
                        PATH,
                        """
                        {"first_name": " Fatma ", "last_name": "Öztürk", "phone": "", "date_of_birth": "1990-05-15",
                         "gender": "female", "sms_allowed": true, "email_allowed": "true"}
                        """)
                .answers(200)
                .shows("first_name", "Fatma")
                .shows("last_name", "Öztürk")
                .shows("phone", null)
                .shows("date_of_birth", "1990-05-15")
                .shows("gender", "female")
                .shows("sms_allowed", true)
                .shows("email_allowed", true)
                .shows("call_allowed", false);

        ayse.get(PATH).answers(200).shows("first_name", "Fatma").shows("sms_allowed", true);
        ayse.get("/current_user/")
                .answers(200)
                .shows("last_name", "Öztürk")
                .shows("gender", "female");
    }

    @Test
    void patch_changes_only_what_it_names() {
        var ayse = Shopper.signedIn(shop, "partial@example.com");
        ayse.patch(PATH, "{\"gender\": \"female\", \"date_of_birth\": \"1990-05-15\"}")
                .answers(200);

        ayse.patch(PATH, "{\"last_name\": \"Kaya\"}")
                .answers(200)
                .shows("first_name", "Ayşe")
                .shows("last_name", "Kaya")
                .shows("gender", "female");
        ayse.patch(PATH, "{}").answers(200).shows("date_of_birth", "1990-05-15");
        ayse.patch(PATH, "{\"nonsense\": [1, 2], \"id\": 5, \"date_joined\": null}").answers(200);
        ayse.patch(PATH, "{\"gender\": \"none\", \"date_of_birth\": \"\"}")
                .answers(200)
                .shows("gender", null)
                .shows("date_of_birth", null);
    }

    @Test
    void put_wants_the_required_fields_and_leaves_the_others_alone() {
        var ayse = Shopper.signedIn(shop, "put@example.com");
        ayse.patch(PATH, "{\"gender\": \"female\"}").answers(200);

        ayse.put(PATH, "{}")
                .answers(400)
                .says(
                        """
                        {"first_name": ["This field is required."], "last_name": ["This field is required."]}
                        """);
        ayse.put(PATH, "{\"first_name\": \"Elif\", \"last_name\": \"Kaya\"}")
                .answers(200)
                .shows("first_name", "Elif")
                .shows("gender", "female");
    }

    @Test
    void the_shop_chooses_what_is_required() {
        var operator = Operator.of(shop);
        var ayse = Shopper.signedIn(shop, "required@example.com");
        operator.set("USER_REQUIRED_FIELDS", "[\"email\", \"gender\", \"sms_allowed\"]")
                .answers(200);
        try {
            ayse.put(PATH, "{\"first_name\": \"Elif\"}")
                    .answers(400)
                    .says(
                            """
                            {"sms_allowed": ["This field is required."], "email": ["This field is required."],
                             "gender": ["This field is required."]}
                            """);
            ayse.patch(PATH, "{\"gender\": null}")
                    .answers(400)
                    .says("{\"gender\": [\"This field may not be null.\"]}");
            ayse.patch(PATH, "{\"first_name\": \"Elif\"}").answers(200);
            operator.set("USER_REQUIRED_FIELDS", "[\"first_name\", \"shoe_size\"]").answers(400);
            operator.set("USER_REQUIRED_FIELDS", "[\"gender\", \"gender\"]").answers(400);
            operator.set("USER_REQUIRED_FIELDS", "[]").answers(200);
            ayse.put(PATH, "{}").answers(200);
        } finally {
            operator.unset("USER_REQUIRED_FIELDS").answers(200);
        }
    }

    @Test
    void what_was_read_may_be_sent_back_whole() {
        var ayse = Shopper.signedIn(shop, "echo@example.com");
        var before = ayse.get(PATH).answers(200).text();

        ayse.put(PATH, before).answers(200).says(before);
    }

    @Test
    void an_address_in_the_body_is_ignored() {
        var ayse = Shopper.signedIn(shop, "stays@example.com");
        ayse.patch(PATH, "{\"email\": \"other@example.com\"}")
                .answers(200)
                .shows("email", "stays@example.com");
    }

    @Test
    void the_user_is_told_by_name() {
        var ayse = Shopper.signedIn(shop, "user@example.com");
        long id = ayse.get(PATH).json().get("id").asLong();
        ayse.get("/users/user/")
                .answers(200)
                .says(
                        """
                        {"pk": %d, "username": null, "email": "user@example.com",
                         "first_name": "Ayşe", "last_name": "Yılmaz"}
                        """
                                .formatted(id));
        ayse.patch(PATH, "{\"username\": \"ayse-user\"}").answers(200);
        ayse.get("/users/user").answers(200).shows("username", "ayse-user");
        ayse.patch(PATH, "{\"username\": null}").answers(200);
        ayse.get("/users/user/").answers(200).shows("username", null);
    }

    @Test
    void forms_are_read_like_json() {
        var ayse = Shopper.signedIn(shop, "form@example.com");
        ayse.send(
                        "PATCH",
                        PATH,
                        "first_name=Zeynep&sms_allowed=on".getBytes(StandardCharsets.UTF_8),
                        "application/x-www-form-urlencoded")
                .answers(200)
                .shows("first_name", "Zeynep")
                .shows("sms_allowed", true);
    }

    @Test
    void changes_of_different_fields_at_once_lose_nothing() {
        var ayse = Shopper.signedIn(shop, "race@example.com");
        var keys = IntStream.range(0, 12).mapToObj(i -> "key" + i).toList();

        var changes =
                keys.stream()
                        .map(
                                key ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        ayse.patch(
                                                                PATH,
                                                                "{\"attributes\": {\"%s\": 1}}"
                                                                        .formatted(key))))
                        .toList();
        var names =
                CompletableFuture.supplyAsync(() -> ayse.patch(PATH, "{\"first_name\": \"Bir\"}"));
        var others =
                CompletableFuture.supplyAsync(() -> ayse.patch(PATH, "{\"last_name\": \"Iki\"}"));
        changes.forEach(change -> change.join().answers(200));
        names.join().answers(200);
        others.join().answers(200);

        var after =
                ayse.get(PATH).answers(200).shows("first_name", "Bir").shows("last_name", "Iki");
        assertThat(after.json().get("attributes").propertyNames()).containsAll(keys);
    }

    @Test
    void of_two_who_want_one_user_name_at_once_one_gets_it() {
        var one = Shopper.signedIn(shop, "name-one@example.com");
        var other = Shopper.signedIn(shop, "name-other@example.com");
        for (int round = 0; round < 5; round++) {
            var wanted = "{\"username\": \"wanted-%d\"}".formatted(round);
            var first = CompletableFuture.supplyAsync(() -> one.patch(PATH, wanted));
            var second = CompletableFuture.supplyAsync(() -> other.patch(PATH, wanted));

            var replies = List.of(first.join(), second.join());
            assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(200, 400);
            replies.stream()
                    .filter(reply -> reply.status() == 400)
                    .forEach(
                            reply ->
                                    reply.says(
                                            "{\"username\": [\"A user with that username already"
                                                    + " exists.\"]}"));
        }
    }

    @Test
    void a_closed_account_is_nobody() {
        var ayse = Shopper.signedIn(shop, "closed@example.com");
        shop.change(
                "update customer set is_active = false where id = (select"
                        + " customer_id from email_address where identity ="
                        + " 'closed@example.com')");
        ayse.get(PATH).answers(401);
        ayse.patch(PATH, "{\"first_name\": \"Eve\"}").answers(401);
    }
}
