package dev.foyer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/// Dynamic settings through the management port, on two nodes.
class SettingsApiTest {
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final List<String> NAMES =
            List.of(
                    "SHOP_NAME",
                    "NO_REPLY_EMAIL",
                    "GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION",
                    "CONFIRM_EMAIL_ON_GET",
                    "EMAIL_CONFIRMATION_TIMEOUT",
                    "EMAIL_LINK_TIMEOUT",
                    "EMAIL_OBJECTION_TIMEOUT",
                    "SESSION_COOKIE_AGE",
                    "SESSION_ABSOLUTE_AGE",
                    "PASSWORD_RESET_TIMEOUT",
                    "VALID_FRONTEND_IDS",
                    "PASSWORD_HISTORY_LENGTH",
                    "KVKK_FLAT_PAGE_VERSION",
                    "PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE",
                    "PHONE_DEFAULT_REGION",
                    "PHONE_FORMAT",
                    "SMS_GATEWAY",
                    "SMS_GATEWAYS",
                    "SMS_OTP_LENGTH",
                    "SMS_OTP_EXPIRE_TIME",
                    "SMS_OTP_RESEND_INTERVAL",
                    "SMS_BUDGET_PHONE_HOUR",
                    "SMS_BUDGET_PHONE_DAY",
                    "SMS_BUDGET_PREFIX_HOUR",
                    "SMS_BUDGET_PREFIX_DAY",
                    "SMS_BUDGET_NETWORK_HOUR",
                    "SMS_BUDGET_NETWORK_DAY",
                    "SMS_BUDGET_SHOP_DAY",
                    "AVAILABLE_CURRENCIES",
                    "DEFAULT_CURRENCY",
                    "READ_CURRENCY_FROM_HEADER",
                    "SELF_ANONYMIZATION_ENABLED",
                    "HOOK_CLOCK_SKEW",
                    "KVKK_UNSUBSCRIPTION_SECRET_MAP",
                    "ACTIVE_SUBSCRIPTION_GATEWAYS",
                    "SUBSCRIPTION_GATEWAY",
                    "RETAIN_UNVERIFIED_REGISTRATIONS",
                    "RETAIN_NETWORK_ADDRESSES",
                    "RETAIN_MESSAGES",
                    "RETAIN_AUDIT",
                    "NEW_DEVICE_MAIL",
                    "AUTH_PASSWORD_VALIDATORS",
                    "PASSWORD_MAX_LENGTH",
                    "BREACHED_PASSWORDS",
                    "ADDRESS_PHONE_MIN_LENGTH",
                    "ADDRESS_DISTRICT_REQUIRED",
                    "ADDRESS_SERIALIZER_FIELDS",
                    "USER_REQUIRED_FIELDS",
                    "ENUMERATION_PROTECTION",
                    "THROTTLE_RATES",
                    "CAPTCHA_PROVIDER",
                    "CAPTCHA_SITE_KEY",
                    "CAPTCHA_SECRET",
                    "CAPTCHA_VERIFY_URL",
                    "CAPTCHA_DIFFICULTY",
                    "CAPTCHA_PASS_TRIES");

    @RegisterExtension static final Shop shop = Shop.open().with("SESSION_COOKIE_AGE", "7200");

    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    private static final Operator operator = Operator.of(shop);

    @AfterEach
    void unsetAll() {
        operator.unset("DEFAULT_CURRENCY").answers(200);
        operator.get("/api/settings/")
                .answers(200)
                .json()
                .get("results")
                .valueStream()
                .filter(one -> one.get("source").asString().equals("set"))
                .forEach(one -> operator.unset(one.get("name").asString()).answers(200));
    }

    @Test
    void the_list_shows_every_setting_in_a_fixed_order() {
        var results = operator.get("/api/settings/").answers(200).hasKeys("results").json();

        assertThat(results.get("results").valueStream().map(one -> one.get("name").asString()))
                .containsExactlyElementsOf(NAMES);
    }

    @Test
    void every_setting_can_be_unset_though_nobody_has_set_it() {
        NAMES.forEach(name -> operator.unset(name).answers(200).shows("name", name));
    }

    @Test
    void one_setting_tells_what_it_is_and_what_it_takes() {
        operator.get("/api/settings/AVAILABLE_CURRENCIES/")
                .answers(200)
                .says(
                        """
                        {"name": "AVAILABLE_CURRENCIES", "value": ["TRY", "USD", "EUR"], "source": "default",
                         "default": ["TRY", "USD", "EUR"], "expected": "a list of currency codes, each once",
                         "help": "The currencies that a shopper may choose."}
                        """);
    }

    @Test
    void what_is_set_wins_over_the_start_value_which_wins_over_the_default() {
        showsAge(operator.get("/api/settings/SESSION_COOKIE_AGE/"), 7200, "environment");
        showsAge(operator.set("SESSION_COOKIE_AGE", "3600"), 3600, "set");
        showsAge(operator.get("/api/settings/SESSION_COOKIE_AGE/"), 3600, "set");
        showsAge(operator.unset("SESSION_COOKIE_AGE"), 7200, "environment");
        showsAge(operator.unset("SESSION_COOKIE_AGE"), 7200, "environment");
    }

    @Test
    void a_change_is_in_force_on_the_other_node_within_a_second() throws Exception {
        var there = Operator.of(other);
        operator.set("SHOP_NAME", "\"Çiçekçi\"").answers(200).shows("value", "Çiçekçi");
        Eventually.holds("it is there too", PROMISED, () -> name(there).equals("Çiçekçi"));

        there.unset("SHOP_NAME").answers(200).shows("value", "Foyer").shows("source", "default");
        Eventually.holds("it is back here too", PROMISED, () -> name(operator).equals("Foyer"));
    }

    @Test
    void a_name_may_be_written_in_lower_case() {
        operator.set("shop_name", "\"Small\"").answers(200).shows("name", "SHOP_NAME");
        operator.get("/api/settings/shop_name/").answers(200).shows("value", "Small");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SHOP_NAME | \"A\"",
                "NO_REPLY_EMAIL | \"shop@example.com\"",
                "GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION | true",
                "CONFIRM_EMAIL_ON_GET | \"never\"",
                "EMAIL_CONFIRMATION_TIMEOUT | 60",
                "EMAIL_CONFIRMATION_TIMEOUT | 2592000",
                "SESSION_COOKIE_AGE | 60",
                "SESSION_ABSOLUTE_AGE | 315360000",
                "KVKK_FLAT_PAGE_VERSION | \"102\"",
                "AVAILABLE_CURRENCIES | [\"TRY\"]",
                "DEFAULT_CURRENCY | \"EUR\"",
                "SELF_ANONYMIZATION_ENABLED | true",
            })
    void each_takes_a_value_of_its_type(String name, String json) {
        operator.set(name, json).answers(200).shows("source", "set");

        assertThat(operator.get("/api/settings/" + name + "/").answers(200).json().get("value"))
                .hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SHOP_NAME | \"\" | 1 to 80 characters",
                "SHOP_NAME | \"a\\nb\" | 1 to 80 characters",
                "SHOP_NAME | 7 | 1 to 80 characters",
                "NO_REPLY_EMAIL | \"nobody\" | an e-mail address",
                "NO_REPLY_EMAIL | \"a@b.c\\r\\nBcc: d@e.f\" | an e-mail address",
                "CONFIRM_EMAIL_ON_GET | \"sometimes\" | one of api, always, never",
                "SELF_ANONYMIZATION_ENABLED | \"true\" | true or false",
                "SELF_ANONYMIZATION_ENABLED | 1 | true or false",
                "SELF_ANONYMIZATION_ENABLED | null | true or false",
                "SESSION_COOKIE_AGE | 59 | whole seconds from 60 to 34560000",
                "SESSION_COOKIE_AGE | 34560001 | whole seconds from 60 to 34560000",
                "SESSION_COOKIE_AGE | 60.5 | whole seconds from 60 to 34560000",
                "SESSION_COOKIE_AGE | \"60\" | whole seconds from 60 to 34560000",
                "SESSION_COOKIE_AGE | 99999999999999999999 | whole seconds from 60 to 34560000",
                "AVAILABLE_CURRENCIES | [] | a list of currency codes, each once",
                "AVAILABLE_CURRENCIES | [\"TRY\", \"TRY\"] | a list of currency codes, each once",
                "AVAILABLE_CURRENCIES | [\"TRY\", 7] | a list of currency codes, each once",
                "AVAILABLE_CURRENCIES | [[]] | a list of currency codes, each once",
                "VALID_FRONTEND_IDS | [{}] | a list of texts or whole numbers, each once",
                "AVAILABLE_CURRENCIES | \"TRY\" | a list of currency codes, each once",
                "AVAILABLE_CURRENCIES | {\"a\": \"TRY\"} | a list of currency codes, each once",
                "DEFAULT_CURRENCY | \"GBP\" | DEFAULT_CURRENCY to be one of AVAILABLE_CURRENCIES",
                "AVAILABLE_CURRENCIES | [\"EUR\"] | DEFAULT_CURRENCY to be one of"
                        + " AVAILABLE_CURRENCIES",
            })
    void a_wrong_value_is_told_and_changes_nothing(String name, String json, String expected) {
        operator.set(name, json).answers(400).says("{\"value\": [\"Expected " + expected + ".\"]}");

        assertThat(operator.get("/api/settings/" + name + "/").json().get("source").asString())
                .isNotEqualTo("set");
    }

    @Test
    void currencies_change_in_an_order_in_which_each_step_is_sound() {
        operator.set("AVAILABLE_CURRENCIES", "[\"TRY\", \"GBP\"]").answers(200);
        operator.set("DEFAULT_CURRENCY", "\"GBP\"").answers(200);

        operator.unset("AVAILABLE_CURRENCIES")
                .answers(400)
                .says(
                        "{\"value\": [\"Expected DEFAULT_CURRENCY to be one of"
                                + " AVAILABLE_CURRENCIES.\"]}");
        operator.unset("DEFAULT_CURRENCY").answers(200);
        operator.unset("AVAILABLE_CURRENCIES").answers(200);
    }

    @Test
    void an_unknown_name_is_404() {
        var unknown = "{\"detail\": \"There is no setting NO_SUCH.\"}";

        operator.get("/api/settings/NO_SUCH/").answers(404).says(unknown);
        operator.set("NO_SUCH", "1").answers(404).says(unknown);
        operator.unset("NO_SUCH").answers(404).says(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"valeu\": 1}"})
    void a_body_without_a_value_is_told(String body) {
        operator.send("PUT", "/api/settings/SHOP_NAME/", body)
                .answers(400)
                .says("{\"value\": [\"This field is required.\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"Foyer\"", "{\"value\": ", "{\"value\": \"a\\u0000b\"}"})
    void a_body_that_is_no_sound_object_is_refused(String body) {
        operator.send("PUT", "/api/settings/SHOP_NAME/", body).answers(400);
        operator.get("/api/settings/SHOP_NAME/").shows("source", "default");
    }

    private static String name(Operator operator) {
        return operator.get("/api/settings/SHOP_NAME/").json().get("value").asString();
    }

    private static void showsAge(Reply reply, int seconds, String source) {
        reply.answers(200).shows("value", seconds).shows("source", source);
    }
}
