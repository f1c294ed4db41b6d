package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/// Which services the settings name (contract C), on two nodes.
class HookSettingsTest {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    private static final KeptServices services = new KeptServices(shop);
    private static final Operator operator = Operator.of(shop);

    @Test
    void a_setting_names_services_of_the_KVKK_hook_too() throws Exception {
        var partner = new CallCentre(shop, CallCentre.KVKK, "partner", "secret-of-partner");
        partner.fails();
        operator.set("KVKK_UNSUBSCRIPTION_SECRET_MAP", "{\"partner\": \"secret-of-partner\"}")
                .answers(200)
                .says(
                        """
                        {"name": "KVKK_UNSUBSCRIPTION_SECRET_MAP", "value": {"partner": "…"}, "source": "set",
                         "default": {},
                         "expected": "an object of secrets by the name of a service, 8 to 200 characters, none of \
                        them a control character",
                         "help": "Secrets of services that call the KVKK hook, by name; ./foyer services is the \
                        better place."}
                        """);
        partner.works();
        Eventually.holds(
                "the other node knows it", PROMISED, () -> status(partner.at(other)) == 200);
        new CallCentre(shop, CallCentre.OTHER, "partner", "secret-of-partner").fails();
        assertThat(services.listed("partner")).contains("\"source\":\"setting\"");
        assertThat(shop.count("select count(*) from setting where value::text like '%secret-of-%'"))
                .isZero();

        var ofSetting =
                "{\"detail\": \"The service partner stands in KVKK_UNSUBSCRIPTION_SECRET_MAP:"
                        + " change it there.\"}";
        services.remove("partner").answers(409).says(ofSetting);
        services.post("partner/rotate/", "{}").answers(409).says(ofSetting);

        // Added by hand, the name is no longer that of the setting.
        CallCentre.add(shop, "partner", "kvkk", "secret-of-hand", "");
        partner.fails();
        partner.knowing("secret-of-hand").works();
        services.remove("partner").answers(200);
        partner.works();
        operator.unset("KVKK_UNSUBSCRIPTION_SECRET_MAP").answers(200);
        partner.fails();
    }

    @Test
    void an_empty_secret_in_the_setting_shuts_the_service() {
        operator.set(
                        "KVKK_UNSUBSCRIPTION_SECRET_MAP",
                        "{\"shut\": \"\", \"open\": \"open-secret\"}")
                .answers(200);

        new CallCentre(shop, CallCentre.KVKK, "shut", "").fails();
        new CallCentre(shop, CallCentre.KVKK, "open", "open-secret").works();
        operator.unset("KVKK_UNSUBSCRIPTION_SECRET_MAP").answers(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | []",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a\": \"short\"}",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a\": 12345678}",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a name that is too long\": \"12345678\"}",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a\": \"…\"}",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | \"a\"",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | [\"a\", \"a\"]",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | [7]",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | [[]]",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | {\"a\": [\"b\"]}",
                "SUBSCRIPTION_GATEWAY | [\"a\"]",
                "SUBSCRIPTION_GATEWAY | \"/\"",
                "HOOK_CLOCK_SKEW | 301",
                "HOOK_CLOCK_SKEW | -1",
            })
    void a_wrong_value_is_refused(String name, String json) {
        operator.set(name, json).answers(400);
    }

    private static int status(CallCentre service) {
        return service.call("{\"email\": \"nobody@example.com\"}").status();
    }
}
