package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The requests that the sources S0 and S3 print, sent by a client that keeps cookies, and the
/// bodies that they print, key by key in their order.
class SourcesReplayTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String[] PROFILE = {
        "id", "first_name", "last_name", "email_allowed", "sms_allowed", "call_allowed", "avatar",
        "email", "phone", "date_of_birth", "gender", "genders", "language_code", "attributes",
        "date_joined", "key", "redirect_url"
    };

    private static final String[] CURRENT_USER = {
        "pk",
        "first_name",
        "last_name",
        "phone",
        "email",
        "email_allowed",
        "sms_allowed",
        "call_allowed",
        "attributes",
        "hashed_email",
        "date_joined",
        "last_login",
        "gender",
        "date_of_birth",
        "is_email_verified",
        "is_social_networks_connected",
        "client_type",
        "selected_address"
    };

    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    @Test
    void s3_csrf_token_login_current_user() {
        register("user@example.com");
        var client = Shopper.stranger(shop).withoutToken();

        client.get("/csrf_token/").answers(200);
        var token = client.cookie("csrftoken");
        client.with("x-csrftoken", token).login("user@example.com", "Test123").answers(200);
        assertThat(client.cookie("osessionid")).matches("\\w{32}");
        client.with("x-csrftoken", "").get("/current_user/").answers(200).hasKeys(CURRENT_USER);
    }

    @Test
    void s3_the_pair_is_refreshed_by_login_and_good_from_then_on() {
        register("refreshed@example.com");
        var client = Shopper.stranger(shop).withoutToken();
        client.get("/csrf_token/").answers(200);
        client.with("x-csrftoken", client.cookie("csrftoken"))
                .login("refreshed@example.com", "Test123")
                .answers(200);
        client.with("x-csrftoken", client.cookie("csrftoken")).post("/users/logout/").answers(200);
    }

    @Test
    void s0_registration_prints_profile_key_and_redirect() {
        var reply = register("john.doe@example.com").answers(201).hasKeys(PROFILE);

        reply.shows("first_name", "John")
                .shows("last_name", "Doe")
                .shows("email_allowed", false)
                .shows("sms_allowed", false)
                .shows("call_allowed", false)
                .shows("avatar", null)
                .shows("email", "john.doe@example.com")
                .shows("phone", null)
                .shows("date_of_birth", null)
                .shows("gender", null)
                .shows("language_code", "en-us")
                .shows("redirect_url", "abc")
                .contains(
                        "\"genders\":[{\"value\":\"female\",\"label\":\"female\"},"
                                + "{\"value\":\"male\",\"label\":\"male\"}]");
        assertThat(reply.json().get("key").asString()).matches("[0-9a-f]{40}");
        assertThat(reply.json().get("date_joined").asString()).matches(TIMESTAMP);
        assertThat(reply.json().get("attributes").propertyNames())
                .containsExactly(
                        "register_client_type", "logged_ip", "kvkk_flat_page_version", "confirm");
    }

    @Test
    void s0_registration_without_consent_to_the_privacy_policy() {
        var client = Shopper.guest(shop).with("Accept-Language", "en-us");
        client.post(
                        "/users/registration/",
                        """
                        {"first_name": "John", "last_name": "Doe", "email": "jane.doe@example.com",
                         "password": "Test123", "confirm": false}
                        """)
                .answers(400)
                .says("{\"confirm\": [\"You must confirm privacy policy.\"]}");
    }

    @Test
    void s0_login_prints_key_and_redirect_and_sets_both_cookies() {
        register("login@example.com");
        var client = Shopper.guest(shop).with("Accept-Language", "en-gb");

        var reply = client.login("login@example.com", "Test123").answers(200);

        reply.hasKeys("key", "redirect_url").shows("redirect_url", null);
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.setCookies().getFirst()).startsWith("csrftoken=");
        assertThat(reply.setCookies().getLast()).startsWith("osessionid=");
        Shopper.guest(shop)
                .login("login@example.com", "Test124")
                .answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    @Test
    void s0_current_user_prints_every_field_in_order() {
        register("current@example.com");
        var client = Shopper.guest(shop).with("Accept-Language", "en-gb");
        client.get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        client.login("current@example.com", "Test123").answers(200);

        var reply = client.get("/current_user/").answers(200).hasKeys(CURRENT_USER);

        reply.shows("first_name", "John")
                .shows("email", "current@example.com")
                .shows("is_email_verified", false)
                .shows("is_social_networks_connected", false)
                .shows("client_type", "default")
                .shows("selected_address", null);
        assertThat(reply.json().get("hashed_email").asString()).matches("[0-9a-f]{32}");
        assertThat(reply.json().get("date_joined").asString()).matches(TIMESTAMP);
        assertThat(reply.json().get("last_login").asString()).matches(TIMESTAMP);
        assertThat(reply.json().get("attributes").get("confirm").asBoolean()).isTrue();
    }

    @Test
    void s0_logout_prints_nothing_and_the_user_must_sign_in_again() {
        register("logout@example.com");
        var client = Shopper.guest(shop).with("Accept-Language", "en-gb");
        client.login("logout@example.com", "Test123").answers(200);

        client.post("/users/logout/").answers(200).isEmpty();
        client.get("/current_user/").answers(401);
        client.post("/users/logout/").answers(401);
    }

    @Test
    void s0_the_confirmation_link_with_its_headers_confirms() throws InterruptedException {
        register("link@example.com");
        var key = MailBox.of(shop, "link@example.com").confirmationKey();
        var client = Shopper.guest(shop).with("Accept-Language", "tr");
        var path = "/users/registration/account-confirm-email/" + key + "/";

        client.with("Content-Type", "application/json")
                .with("x-csrftoken", client.cookie("csrftoken"))
                .get(path)
                .answers(200)
                .has("Content-Type", "text/html; charset=utf-8");

        client.with("Content-Type", "").with("x-csrftoken", "");
        client.login("link@example.com", "Test123").answers(200);
        client.get("/current_user/").answers(200).shows("is_email_verified", true);
    }

    @Test
    void s0_a_confirmation_key_that_is_none() {
        var client = Shopper.guest(shop);
        client.with("Content-Type", "application/json")
                .with("x-csrftoken", client.cookie("csrftoken"))
                .get("/users/registration/account-confirm-email/sdjfklw%C4%B1oghsfg/")
                .answers(404)
                .says("{}");
    }

    @Test
    void s0_verify_email_says_ok() throws InterruptedException {
        register("verify@example.com");
        var key = MailBox.of(shop, "verify@example.com").confirmationKey();
        var client = Shopper.guest(shop);

        client.post("/users/registration/verify-email/", "{\"key\": \"12345abcdef\"}")
                .answers(404)
                .says("{\"detail\": \"Not found.\"}");
        client.post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}")
                .answers(200)
                .says("{\"detail\": \"ok\"}");

        client.login("verify@example.com", "Test123").answers(200);
        client.get("/current_user/").answers(200).shows("is_email_verified", true);
    }

    private static Reply register(String email) {
        return Shopper.guest(shop)
                .with("Accept-Language", "en-us")
                .post(
                        "/users/registration/?next=abc",
                        """
                        {
                            "first_name": "John",
                            "last_name": "Doe",
                            "email": "%s",
                            "password": "Test123",
                            "confirm": true
                        }
                        """
                                .formatted(email))
                .answers(201);
    }
}
