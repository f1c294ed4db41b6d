package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of the password settings that are taken, and those that are refused with a reason.
class PasswordSettingsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String NAME = "AUTH_PASSWORD_VALIDATORS";
    private static final String LIST =
            "one of compat, asvs-l2, nist-800-63b-4, or a list of validators";

    @AfterEach
    void unset() {
        Operator.of(shop).unset(NAME).answers(200);
        Operator.of(shop).unset("PASSWORD_MAX_LENGTH").answers(200);
    }

    @Test
    void the_default_is_compat() {
        Operator.of(shop)
                .get("/api/settings/" + NAME + "/")
                .answers(200)
                .shows("value", "compat")
                .shows("source", "default")
                .shows("expected", LIST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"compat\"",
                "\"asvs-l2\"",
                "\"nist-800-63b-4\"",
                "[\"NumericPasswordValidator\"]",
                "[\"django.contrib.auth.password_validation.CommonPasswordValidator\"]",
                "[{\"NAME\": \"MinimumLengthValidator\"}]",
                "[{\"NAME\": \"MinimumLengthValidator\", \"OPTIONS\": {}}]",
                "[{\"NAME\": \"MinimumLengthValidator\", \"OPTIONS\": {\"min_length\": 1}}]",
                "[{\"NAME\": \"MinimumLengthValidator\", \"OPTIONS\": {\"min_length\": 128}}]",
                "[{\"NAME\": \"UserAttributeSimilarityValidator\", \"OPTIONS\":"
                        + " {\"max_similarity\": 1}}]",
                "[{\"NAME\": \"ContextWordsValidator\", \"OPTIONS\": {\"words\": [\"Çiçekçi\"]}}]",
            })
    void a_sound_value_is_taken_and_shown_as_it_was_given(String json) {
        Operator.of(shop).set(NAME, json).answers(200).shows("source", "set");

        assertThat(Operator.of(shop).get("/api/settings/" + NAME + "/").json().get("value"))
                .isEqualTo(Json.parseOwn(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"strong\"", "\"\"", "[]", "{}", "8", "null", "true", "\"ASVS-L2\""})
    void what_is_neither_preset_nor_list_is_refused(String json) {
        refused(json, LIST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[7] | each validator to be a name or an object with a NAME",
                "[null] | each validator to be a name or an object with a NAME",
                "[{}] | each validator to be a name or an object with a NAME",
                "[{\"NAME\": 7}] | each validator to be a name or an object with a NAME",
                "[{\"NAME\": \"a.NumericPasswordValidator\", \"options\": {}}] | NAME and OPTIONS"
                        + " in a validator; not \\\"options\\\"",
                "[\"LengthValidator\"] | validators of UserAttributeSimilarityValidator,"
                        + " MinimumLengthValidator, CommonPasswordValidator, NumericPasswordValidator,"
                        + " ContextWordsValidator; not \\\"LengthValidator\\\"",
                "[\"NumericPasswordValidator\", \"x.NumericPasswordValidator\"] | each validator"
                        + " once; NumericPasswordValidator is there twice",
            })
    void a_wrong_validator_is_told(String json, String expected) {
        refused(json, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MinimumLength | [] | the OPTIONS of MinimumLengthValidator to be an object",
                "MinimumLength | {\"min_length\": 0} | min_length of MinimumLengthValidator to be a"
                        + " whole number from 1 to 128",
                "MinimumLength | {\"min_length\": 129} | min_length of MinimumLengthValidator to be"
                        + " a whole number from 1 to 128",
                "MinimumLength | {\"min_length\": \"8\"} | min_length of MinimumLengthValidator to"
                        + " be a whole number from 1 to 128",
                "MinimumLength | {\"min_length\": 8.5} | min_length of MinimumLengthValidator to be"
                        + " a whole number from 1 to 128",
                "MinimumLength | {\"length\": 8} | no option \\\"length\\\" of"
                        + " MinimumLengthValidator, which knows min_length",
                "NumericPassword | {\"a\": 8} | no option \\\"a\\\" of NumericPasswordValidator,"
                        + " which knows none",
                "CommonPassword | {\"password_list_path\": \"/etc/passwd\"} | no option"
                        + " \\\"password_list_path\\\" of CommonPasswordValidator, which knows list",
                "CommonPassword | {\"list\": \"huge\"} | list of CommonPasswordValidator to be one"
                        + " of long, short",
                "UserAttributeSimilarity | {\"max_similarity\": 0.05} | max_similarity of"
                        + " UserAttributeSimilarityValidator to be a number from 0.1 to 1",
                "UserAttributeSimilarity | {\"max_similarity\": 1.1} | max_similarity of"
                        + " UserAttributeSimilarityValidator to be a number from 0.1 to 1",
                "UserAttributeSimilarity | {\"user_attributes\": [\"phone\"]} | user_attributes of"
                        + " UserAttributeSimilarityValidator to be a list of username, first_name,"
                        + " last_name, email, each once",
                "UserAttributeSimilarity | {\"user_attributes\": []} | user_attributes of"
                        + " UserAttributeSimilarityValidator to be a list of username, first_name,"
                        + " last_name, email, each once",
                "ContextWords | {\"words\": [\"ab\"]} | words of ContextWordsValidator to be a list"
                        + " of at most 200 words of 3 to 64 characters, 3 letters among them",
                "ContextWords | {\"words\": \"çiçek\"} | words of ContextWordsValidator to be a"
                        + " list of at most 200 words of 3 to 64 characters, 3 letters among them",
            })
    void a_wrong_option_is_told(String kind, String options, String expected) {
        refused(
                "[{\"NAME\": \"%sValidator\", \"OPTIONS\": %s}]".formatted(kind, options),
                expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127", "1025", "\"128\"", "128.5", "null"})
    void the_longest_password_has_a_least_and_a_most(String json) {
        Operator.of(shop)
                .set("PASSWORD_MAX_LENGTH", json)
                .answers(400)
                .says("{\"value\": [\"Expected a whole number from 128 to 1024.\"]}");
    }

    private static void refused(String json, String expected) {
        Operator.of(shop)
                .set(NAME, json)
                .answers(400)
                .says("{\"value\": [\"Expected " + expected + ".\"]}");
        Operator.of(shop).get("/api/settings/" + NAME + "/").shows("source", "default");
    }
}
