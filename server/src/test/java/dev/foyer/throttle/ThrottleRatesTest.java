package dev.foyer.throttle;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The setting `THROTTLE_RATES` (contract 0.2.14, C).
class ThrottleRatesTest {
    @RegisterExtension static final Shop shop = Shop.open().mayLeaveMessages();

    @Test
    void the_defaults_are_those_of_the_contract() {
        Operator.of(shop)
                .get("/api/settings/THROTTLE_RATES/")
                .answers(200)
                .contains(
                        "{\"login\":{\"subject\":\"30/min\",\"network\":\"600/min\"},"
                                + "\"register\":{\"network\":\"600/min\"},"
                                + "\"user-unsubscribe\":{\"subject\":\"600/min\"},"
                                + "\"password-reset\":{\"subject\":\"5/hour\"},"
                                + "\"email\":{\"subject\":\"5/hour\"},"
                                + "\"password-reset-confirm\":{\"subject\":\"30/min\",\"network\":\"600/min\"},"
                                + "\"captcha\":{\"network\":\"600/min\"},"
                                + "\"data-export\":{\"subject\":\"10/hour\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | rates by scope",
                "\"5/min\" | rates by scope",
                "{\"logins\": \"5/min\"} | no scope but login, register",
                "{\"login\": \"5\"} | login: subject to be a rate such as 30/min",
                "{\"login\": \"0/min\"} | login: subject to be a rate such as 30/min",
                "{\"login\": \"-1/min\"} | login: subject to be a rate such as 30/min",
                "{\"login\": \"5/week\"} | login: subject to be a rate such as 30/min",
                "{\"login\": \"5 / min\"} | login: subject to be a rate such as 30/min",
                "{\"login\": \"9999999/min\"} | login: subject to be a rate such as 30/min",
                "{\"login\": 5} | login: a rate, or an object of rates",
                "{\"login\": null} | login: a rate, or an object of rates",
                "{\"login\": {\"account\": \"5/min\"}} | login: nothing but subject, network and shop",
                "{\"login\": {\"network\": 5}} | login: network to be a rate such as 30/min",
                "{\"login\": {\"network\": []}} | login: network to be a rate such as 30/min"
            })
    void a_wrong_value_is_told_with_its_place(String json, String complaint) {
        Operator.of(shop).set("THROTTLE_RATES", json).answers(400).contains(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"login\": \"5/s\"}",
                "{\"login\": \"5/second\", \"otp\": \"1/day\"}",
                "{\"register\": {\"network\": \"1000000/d\", \"shop\": \"5/h\"}}",
                "{\"register-with-loyalty\": {}}"
            })
    void a_right_value_is_taken(String json) {
        Operator.of(shop).set("THROTTLE_RATES", json).answers(200);
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }

    @Test
    void registrations_are_bounded_by_network_and_a_text_sets_that_bound() {
        Operator.of(shop).set("THROTTLE_RATES", "{\"register\": \"2/hour\"}").answers(200);
        try {
            for (int i = 0; i < 2; i++) {
                register("new" + i + "@example.com").answers(201);
            }
            register("new2@example.com")
                    .answers(429)
                    .contains("Request was throttled. Expected available in ");
        } finally {
            Operator.of(shop).unset("THROTTLE_RATES").answers(200);
        }
        register("new2@example.com").answers(201);
    }

    private static Reply register(String email) {
        return Shopper.guest(shop)
                .post("/users/registration/", Person.named("Can", "Er").withEmail(email).json());
    }
}
