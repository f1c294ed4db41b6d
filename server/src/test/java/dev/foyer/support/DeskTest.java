package dev.foyer.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.regex.Pattern;

/// What an operator does for one customer.
class DeskTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final Pattern RESET = Pattern.compile("/users/reset/[^/\\s]+/[^/\\s]+/");

    @Test
    void the_record_tells_what_support_needs_and_no_secret() {
        var ayse = Shopper.guest(shop);
        ayse.post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("record@example.com")
                                .with("phone", "\"05551230099\"")
                                .with("sms_allowed", "true")
                                .json())
                .answers(201);
        var path = "/api/customers/" + number(ayse) + "/";

        var masked = Operator.of(shop).get(path).answers(200);
        masked.shows("first_name", "A…")
                .shows("last_name", "Y…")
                .shows("phone", "…99")
                .shows("active", true)
                .shows("erased", false)
                .shows("sessions", 1)
                .shows("user_type", "registered");
        assertThat(masked.json().get("emails").toString())
                .isEqualTo(
                        "[{\"address\":\"r…@example.com\",\"primary\":true,\"verified\":false}]");
        assertThat(masked.json().get("consents").toString())
                .isEqualTo("{\"email\":false,\"sms\":true,\"call\":false,\"whatsapp\":false}");
        assertThat(masked.json().get("password_changed").isNull()).isFalse();
        assertThat(masked.text()).doesNotContain("argon2", "Yılmaz", "record@");

        Operator.of(shop)
                .get(path + "?full=true")
                .answers(200)
                .shows("last_name", "Yılmaz")
                .shows("phone", "+905551230099");
        assertThat(kinds(ayse)).containsExactly("customer_shown", "signed_in", "registered");
    }

    @Test
    void her_sessions_are_listed_and_ended() {
        var laptop = Shopper.signedIn(shop, "sessions@example.com");
        var phone = Shopper.guest(shop).with("User-Agent", "A phone");
        phone.login("sessions@example.com").answers(200);
        var path = "/api/customers/" + number(laptop) + "/";

        var listed = Operator.of(shop).get(path + "sessions/").answers(200).shows("count", 2);
        assertThat(listed.json().get("results").get(0).get("user_agent").asString())
                .isEqualTo("A phone");
        assertThat(listed.json().get("results").get(0).get("address").asString())
                .isEqualTo("127.0.…");
        assertThat(listed.text()).doesNotContain(phone.cookie("osessionid"));
        assertThat(
                        Operator.of(shop)
                                .get(path + "sessions/?full=true")
                                .json()
                                .get("results")
                                .get(0)
                                .get("address")
                                .asString())
                .isEqualTo("127.0.0.1");

        Operator.of(shop).send("POST", path + "end-sessions/", "").answers(200).shows("ended", 2);
        laptop.get("/current_user/").answers(401);
        phone.get("/current_user/").answers(401);
        Shopper.guest(shop).login("sessions@example.com").answers(200);
    }

    @Test
    void a_closed_account_lets_nobody_in_until_it_is_opened_again() {
        var ayse = Shopper.guest(shop);
        var key =
                ayse.post(
                                "/users/registration/",
                                Person.named("Ayşe", "Yılmaz")
                                        .withEmail("closed@example.com")
                                        .json())
                        .answers(201)
                        .json()
                        .get("key")
                        .asString();
        var path = "/api/customers/" + number(ayse) + "/";
        var operator = Operator.of(shop);

        operator.send("POST", path + "deactivate/", "")
                .answers(200)
                .says("{\"active\": false, \"changed\": true}");
        operator.send("POST", path + "deactivate/", "")
                .answers(200)
                .says("{\"active\": false, \"changed\": false}");

        ayse.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401);
        Shopper.guest(shop)
                .login("closed@example.com")
                .answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
        operator.get(path).answers(200).shows("active", false).shows("sessions", 0);

        operator.send("POST", path + "activate/", "")
                .answers(200)
                .says("{\"active\": true, \"changed\": true}");
        var back = Shopper.guest(shop);
        back.login("closed@example.com").answers(200);
        assertThat(kinds(back))
                .containsExactly(
                        "signed_in", "activated", "deactivated", "signed_in", "registered");
    }

    @Test
    void an_account_with_a_password_waits_for_its_address_alone() throws Exception {
        var opened =
                create(
                                """
                                {"email": "opened@example.com", "first_name": "Elif", "last_name": "Kaya",
                                 "phone": "0555 777 88 99", "password": "uzun-bir-parola-9"}
                                """)
                        .answers(200)
                        .shows("user_type", "registered")
                        .shows("verified", false)
                        .shows("letter", "confirmation");

        var elif = Shopper.guest(shop);
        elif.login("opened@example.com", "uzun-bir-parola-9").answers(200);
        var key = MailBox.of(shop, "opened@example.com").confirmationKey();
        elif.post("/users/registration/verify-email/", "{\"key\": \"%s\"}".formatted(key))
                .answers(200);
        elif.get("/current_user/").answers(200).shows("pk", opened.json().get("id").asLong());
        Operator.of(shop).get("/api/consents/verify/").answers(200);
        Operator.of(shop)
                .get("/api/consents/history/?customer=opened@example.com")
                .answers(200)
                .contains("\"source\":\"operator\"");
    }

    @Test
    void whoever_the_operator_vouches_for_chooses_her_password_by_mail_and_keeps_her_name()
            throws Exception {
        long id =
                create(
                                """
                                {"email": "vouched@example.com", "first_name": "Zehra", "last_name": "Kaya",
                                 "verified": true, "language": "tr"}
                                """)
                        .answers(200)
                        .shows("user_type", "guest")
                        .shows("letter", "password")
                        .json()
                        .get("id")
                        .asLong();
        var link =
                RESET.matcher(
                        MailBox.of(shop, "vouched@example.com").newest().get("text").asString());
        assertThat(link.find()).isTrue();

        Shopper.guest(shop)
                .post(
                        link.group(),
                        "{\"new_password1\": \"yepyeni-parola-5\", \"new_password2\": \"yepyeni-parola-5\"}")
                .answers(200);

        Shopper.guest(shop).login("vouched@example.com", "yepyeni-parola-5").answers(200);
        Operator.of(shop)
                .get("/api/customers/" + id + "/?full=true")
                .shows("first_name", "Zehra")
                .shows("language", "tr-tr")
                .shows("user_type", "registered");
    }

    @Test
    void what_cannot_be_is_refused_with_every_reason() {
        Shopper.signedIn(shop, "there@example.com");
        create(
                        """
                        {"email": "there@example.com", "first_name": "A", "last_name": "B"}
                        """)
                .answers(400)
                .says("{\"email\": [\"A user is already registered with this e-mail address.\"]}");
        create("{\"email\": \"x\", \"phone\": \"1\", \"language\": \"xx\", \"last_name\": \"B\"}")
                .answers(400)
                .says(
                        """
                        {"email": ["Enter a valid email address."], "first_name": ["This field is required."],
                         "phone": ["Enter a valid phone number."], "language": ["\\"xx\\" is not a valid choice."]}
                        """);
        var weak =
                create(
                        "{\"email\": \"weak@example.com\", \"first_name\": \"A\", \"last_name\": \"B\","
                                + " \"password\": \"123456\"}");
        weak.answers(400).contains("password");
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity = 'weak@example.com'"))
                .isZero();
    }

    @Test
    void events_are_paged() throws Exception {
        var ayse = Shopper.signedIn(shop, "paged-events@example.com");
        for (int i = 0; i < 4; i++) {
            ayse.login("paged-events@example.com").answers(200);
        }
        var path = "/api/customers/" + number(ayse) + "/events/";
        var first = Operator.of(shop).get(path + "?most=4").answers(200).json();
        assertThat(first.get("results").size()).isEqualTo(4);
        var second =
                Operator.of(shop)
                        .get(path + "?most=4&before=" + first.get("next").asLong())
                        .answers(200)
                        .json();
        assertThat(second.get("results").size()).isEqualTo(2);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.get("results").get(1).get("kind").asString()).isEqualTo("registered");
        shop.drained();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999", "-1", "x", "99999999999999999999"})
    void a_number_that_is_none_finds_nobody(String number) {
        var operator = Operator.of(shop);
        for (var what : List.of("", "sessions/", "events/")) {
            operator.get("/api/customers/" + number + "/" + what).answers(404);
        }
        for (var what : List.of("end-sessions/", "deactivate/", "activate/")) {
            operator.send("POST", "/api/customers/" + number + "/" + what, "").answers(404);
        }
    }

    @Test
    void whoever_was_erased_is_not_opened_again() {
        var ayse = Shopper.signedIn(shop, "erased@example.com");
        var path = "/api/customers/" + number(ayse) + "/";
        Operator.of(shop).send("POST", path + "erase/", "").answers(200);

        Operator.of(shop).send("POST", path + "activate/", "").answers(404);
        Operator.of(shop).get(path).answers(200).shows("erased", true).shows("active", false);
    }

    private static Reply create(String json) {
        return Operator.of(shop).send("POST", "/api/customers/", json);
    }

    /// What is told of her events, newest first.
    private static List<String> kinds(Shopper shopper) {
        return Operator.of(shop)
                .get("/api/customers/" + number(shopper) + "/events/")
                .answers(200)
                .json()
                .get("results")
                .valueStream()
                .map(event -> event.get("kind").asString())
                .toList();
    }

    private static long number(Shopper shopper) {
        return shopper.get("/current_user/").answers(200).json().get("pk").asLong();
    }
}
