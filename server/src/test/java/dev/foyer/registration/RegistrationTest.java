package dev.foyer.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `POST /users/registration/` in its default view (contract B.1.5, 0.2.3).
class RegistrationTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/registration/";
    private static final String GATE = "GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION";

    @Test
    void a_shopper_registers_and_gets_her_profile_a_key_and_the_way_to_go() {
        var reply =
                Shopper.guest(shop)
                        .post(
                                PATH + "?next=abc",
                                """
                                {"first_name": "John", "last_name": "Doe", "email": "john.doe@example.com",
                                 "password": "Test123", "confirm": true, "email_allowed": false,
                                 "sms_allowed": true, "call_allowed": false, "gender": "male",
                                 "date_of_birth": "1990-05-15", "phone": "0555 000 00 01",
                                 "attributes": {"register_client_type": "ios", "kvkk_flat_page_version": "101"}}
                                """)
                        .answers(201)
                        .has("Content-Type", "application/json")
                        .has("Cache-Control", "no-store")
                        .has("Vary", "Cookie, Accept-Language");

        var json = reply.json();
        assertThat(json.get("date_joined").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(json.get("key").asString()).matches("[0-9a-f]{40}");
        reply.says(
                """
                {"id": %d, "first_name": "John", "last_name": "Doe", "email_allowed": false,
                 "sms_allowed": true, "call_allowed": false, "avatar": null,
                 "email": "john.doe@example.com", "phone": "05550000001", "date_of_birth": "1990-05-15",
                 "gender": "male",
                 "genders": [{"value": "female", "label": "female"}, {"value": "male", "label": "male"}],
                 "language_code": "en-us",
                 "attributes": {"register_client_type": "ios", "logged_ip": "127.0.0.1",
                                "kvkk_flat_page_version": "101", "confirm": true},
                 "date_joined": "%s", "key": "%s", "redirect_url": "abc"}
                """
                        .formatted(
                                json.get("id").asLong(),
                                json.get("date_joined").asString(),
                                json.get("key").asString()));
    }

    @Test
    void the_shortest_form_is_enough_and_what_was_not_said_is_null_or_false() {
        var reply =
                Shopper.guest(shop)
                        .post(PATH, someone("short@example.com").json())
                        .answers(201)
                        .shows("email_allowed", false)
                        .shows("sms_allowed", false)
                        .shows("call_allowed", false)
                        .shows("avatar", null)
                        .shows("phone", null)
                        .shows("date_of_birth", null)
                        .shows("gender", null)
                        .shows("redirect_url", null);

        assertThat(reply.json().get("attributes").toString())
                .isEqualTo(
                        "{\"register_client_type\":\"default\",\"logged_ip\":\"127.0.0.1\","
                                + "\"kvkk_flat_page_version\":\"000\",\"confirm\":true}");
        assertThat(
                        shop.count(
                                "select count(*) from customer where user_type = 'registered' and username is null"
                                        + " and client_type = 'default' and id = "
                                        + reply.json().get("id").asLong()))
                .isEqualTo(1);
    }

    @Test
    void she_is_signed_in_by_cookie_and_by_key_and_her_first_sign_in_is_noted() {
        var elif = Shopper.guest(shop);
        var guestCookie = elif.cookie("osessionid");
        var guestToken = elif.cookie("csrftoken");

        var reply = elif.post(PATH, someone("elif@example.com").json()).answers(201);

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(elif.cookie("osessionid")).matches("[a-z0-9]{32}").isNotEqualTo(guestCookie);
        assertThat(elif.cookie("csrftoken")).matches("[A-Za-z0-9]{64}").isNotEqualTo(guestToken);
        elif.get("/current_user/")
                .answers(200)
                .shows("last_login", reply.json().get("date_joined").asString())
                .shows("is_email_verified", false);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + reply.json().get("key").asString())
                .get("/current_user/")
                .answers(200)
                .shows("email", "elif@example.com");
    }

    @Test
    void whoever_registers_while_signed_in_leaves_the_session_before() {
        var nil = Shopper.signedIn(shop, "nil@example.com");
        var before = nil.cookie("osessionid");

        nil.post(PATH, someone("nil.two@example.com").json()).answers(201);

        nil.get("/current_user/").shows("email", "nil.two@example.com");
        Shopper.stranger(shop).holding("osessionid", before).get("/current_user/").answers(401);
    }

    @Test
    void without_the_privacy_policy_nobody_becomes_a_customer() {
        var guest = Shopper.guest(shop);
        for (var no : new String[] {"false", "\"false\"", "0", "\"off\""}) {
            guest.post(PATH, someone("no@example.com").with("confirm", no).json())
                    .answers(400)
                    .says("{\"confirm\": [\"You must confirm privacy policy.\"]}");
        }
        guest.with("Accept-Language", "tr")
                .post(PATH, someone("no@example.com").with("confirm", "false").json())
                .answers(400)
                .says("{\"confirm\": [\"Gizlilik politikasını onaylamalısınız.\"]}");
        assertNobodyHas("no@example.com");
        assertThat(MailBox.of(shop, "no@example.com").mails()).isEmpty();
    }

    @Test
    void where_the_shop_asks_for_it_a_guest_account_is_made_but_not_signed_in() throws Exception {
        Operator.of(shop).set(GATE, "true").answers(200);
        try {
            var can = Shopper.guest(shop);
            var waiting =
                    someone("can@example.com")
                            .with("user_type", "\"guest\"")
                            .with("attributes", "{\"verification_required\": true}");
            var guestCookie = can.cookie("osessionid");

            var reply =
                    can.post(PATH, waiting.json())
                            .answers(400)
                            .says("[\"Please verify your email address before login.\"]");

            assertThat(reply.setCookies()).isEmpty();
            assertThat(can.cookie("osessionid")).isEqualTo(guestCookie);
            can.get("/current_user/").answers(401);
            can.login("can@example.com")
                    .answers(400)
                    .says("[\"Please verify your email address before login.\"]");
            assertThat(
                            shop.count(
                                    "select count(*) from customer c join email_address e on e.customer_id = c.id"
                                            + " where e.identity = 'can@example.com' and c.last_login is null"))
                    .isEqualTo(1);

            var key = MailBox.of(shop, "can@example.com").confirmationKey();
            can.post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}")
                    .answers(200);
            can.login("can@example.com").answers(200);

            Shopper.guest(shop).post(PATH, someone("free@example.com").json()).answers(201);
        } finally {
            Operator.of(shop).unset(GATE).answers(200);
        }
    }

    @Test
    void an_address_is_taken_in_whatever_case_it_is_written() {
        Shopper.signedIn(shop, "Taken@Example.com");
        var guest = Shopper.guest(shop);
        for (var address :
                new String[] {"Taken@Example.com", "tAKEN@eXAMPLE.COM", " taken@example.com "}) {
            guest.post(PATH, someone(address).json())
                    .answers(400)
                    .says(
                            "{\"email\": [\"A user is already registered with this e-mail address.\"]}");
        }
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity = 'taken@example.com'"))
                .isEqualTo(1);
        assertThat(MailBox.of(shop, "taken@example.com").mails()).hasSizeLessThan(2);
    }

    @Test
    void next_is_followed_within_the_shop_only() {
        Shopper.guest(shop)
                .post(PATH + "?next=/account/", someone("way1@example.com").json())
                .shows("redirect_url", "/account/");
        Shopper.guest(shop)
                .post(PATH + "?next=https://evil.example/", someone("way2@example.com").json())
                .answers(201)
                .shows("redirect_url", null);
    }

    @Test
    void the_mail_speaks_her_language() throws Exception {
        Shopper.guest(shop)
                .with("Accept-Language", "tr-TR,tr;q=0.9,en;q=0.5")
                .post(PATH, someone("turkce@example.com").json())
                .answers(201)
                .shows("language_code", "tr-tr");
        Shopper.guest(shop)
                .with("Accept-Language", "undefined")
                .post(PATH, someone("english@example.com").json())
                .answers(201)
                .shows("language_code", "en-us");

        var turkish = MailBox.of(shop, "turkce@example.com").newest();
        assertThat(turkish.get("subject").asString())
                .isEqualTo("Foyer için e-posta adresinizi doğrulayın");
        assertThat(turkish.get("text").asString()).contains("Merhaba Ayşe,");
        var english = MailBox.of(shop, "english@example.com").newest();
        assertThat(english.get("subject").asString())
                .isEqualTo("Confirm your e-mail address for Foyer");
        assertThat(english.get("text").asString())
                .contains("Hello Ayşe,")
                .containsPattern(
                        "(?m)^http://shop\\.test/users/registration/account-confirm-email/[A-Za-z0-9_-]+/$");
    }

    @Test
    void a_name_brings_neither_a_line_nor_a_link_into_the_mail() throws Exception {
        var sly =
                someone("sly@example.com")
                        .with("first_name", "\"x\\nhttp://evil.example/\\u2028y\\r\\nz\"");
        Shopper.guest(shop).post(PATH, sly.json()).answers(201);

        assertThat(MailBox.of(shop, "sly@example.com").newest().get("text").asString())
                .contains("Hello x http evil example y z,\n")
                .doesNotContain("evil.example");
    }

    @Test
    void forms_are_read_like_json() {
        Shopper.guest(shop)
                .postForm(
                        PATH,
                        "first_name=Ay%C5%9Fe&last_name=Y%C4%B1lmaz&email=form%40example.com"
                                + "&password=kirmizi-bisiklet-7&confirm=on&sms_allowed=True&call_allowed=")
                .answers(201)
                .shows("first_name", "Ayşe")
                .shows("last_name", "Yılmaz")
                .shows("sms_allowed", true)
                .shows("call_allowed", false);
    }

    @Test
    void what_the_contract_does_not_know_is_ignored() {
        var chatty =
                someone("chatty@example.com")
                        .with("formType", "\"register\"")
                        .with("csrfToken", "{\"a\": [1]}")
                        .with("is_active", "false")
                        .with("id", "7");
        Shopper.guest(shop).post(PATH, chatty.json()).answers(201);
    }

    private static void assertNobodyHas(String address) {
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity = '"
                                        + address
                                        + "'"))
                .isZero();
    }

    private static Person someone(String email) {
        return Person.named("Ayşe", "Yılmaz").withEmail(email);
    }
}
