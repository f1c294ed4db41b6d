package dev.foyer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The management port: health for anybody, the API for the token, nothing of it in public.
class ManagementTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String NOT_FOUND = "{\"detail\": \"Not found.\"}";

    /// Every line of the management table of routes.
    private static final Set<String> ROUTES =
            Set.of(
                    "GET /health/live",
                    "GET /health/ready",
                    "GET /metrics",
                    "GET /api/openapi.json",
                    "GET /api/settings/",
                    "GET /api/settings/{name}/",
                    "PUT /api/settings/{name}/",
                    "DELETE /api/settings/{name}/",
                    "GET /api/outbox/",
                    "GET /api/outbox/{id}/",
                    "POST /api/outbox/{id}/retry/",
                    "POST /api/customers/import/",
                    "GET /api/customers/export/",
                    "GET /api/customers/",
                    "POST /api/customers/",
                    "GET /api/customers/{id}/",
                    "GET /api/customers/{id}/sessions/",
                    "GET /api/customers/{id}/events/",
                    "POST /api/customers/{id}/end-sessions/",
                    "POST /api/customers/{id}/deactivate/",
                    "POST /api/customers/{id}/activate/",
                    "GET /api/customers/{id}/export/",
                    "POST /api/customers/{id}/erase/",
                    "GET /api/customers/{id}/certificate/",
                    "POST /api/sms/test/",
                    "GET /api/services/",
                    "POST /api/services/",
                    "DELETE /api/services/{name}/",
                    "POST /api/services/{name}/rotate/",
                    "GET /api/consents/verify/",
                    "GET /api/consents/checkpoints/",
                    "POST /api/consents/checkpoints/",
                    "GET /api/consents/checkpoints/{id}/",
                    "GET /api/consents/history/",
                    "GET /api/consents/history/page/");

    @Test
    void health_needs_no_token() {
        var nobody = Operator.saying(shop, "");

        nobody.get("/health/live").answers(200).says("{\"status\": \"ok\"}");
        nobody.get("/health/ready").answers(200).says("{\"status\": \"ok\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/settings/",
                "/api/settings/SHOP_NAME/",
                "/api/outbox/",
                "/api/openapi.json"
            })
    void the_api_needs_the_token(String path) {
        for (var said :
                new String[] {
                    "",
                    "Bearer",
                    "Bearer wrong",
                    "Bearer " + Shop.MANAGEMENT_TOKEN + "x",
                    "Bearer  " + Shop.MANAGEMENT_TOKEN,
                    "Token " + Shop.MANAGEMENT_TOKEN,
                    Shop.MANAGEMENT_TOKEN
                }) {
            Operator.saying(shop, said)
                    .get(path)
                    .answers(401)
                    .has("WWW-Authenticate", "Bearer")
                    .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        }
        Operator.of(shop).get(path).answers(200);
    }

    @Test
    void the_scheme_of_the_token_may_be_written_in_any_case() {
        Operator.saying(shop, "bearer " + Shop.MANAGEMENT_TOKEN).get("/api/outbox/").answers(200);
    }

    @Test
    void nothing_changes_without_the_token() {
        var nobody = Operator.saying(shop, "Bearer wrong");

        nobody.set("SHOP_NAME", "\"Stolen\"").answers(401);
        nobody.unset("SHOP_NAME").answers(401);
        nobody.send("POST", "/api/outbox/1/retry/", "").answers(401);
        Operator.of(shop).get("/api/settings/SHOP_NAME/").answers(200).shows("value", "Foyer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/live",
                "/health/ready",
                "/api/settings/",
                "/api/outbox/",
                "/api/openapi.json",
                "/metrics"
            })
    void the_public_port_knows_nothing_of_it(String path) {
        Shopper.stranger(shop)
                .with("Authorization", "Bearer " + Shop.MANAGEMENT_TOKEN)
                .get(path)
                .answers(404)
                .says(NOT_FOUND);
    }

    @Test
    void the_management_port_knows_nothing_of_the_shop() {
        for (var path : new String[] {"/", "/current_user/", "/csrf_token/", "/dev/inbox/"}) {
            Operator.of(shop).get(path).answers(404).says(NOT_FOUND);
        }
    }

    @Test
    void its_description_names_every_route_and_no_other() {
        var document = Operator.of(shop).get("/api/openapi.json").answers(200).json();

        assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
        var described =
                document.get("paths")
                        .propertyStream()
                        .flatMap(
                                path ->
                                        path.getValue().propertyNames().stream()
                                                .filter(method -> !method.equals("parameters"))
                                                .map(
                                                        method ->
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey()))
                        .collect(Collectors.toSet());
        assertThat(described).isEqualTo(ROUTES);
    }

    @Test
    void every_route_that_is_described_exists() {
        for (var route : ROUTES) {
            var parts = route.split(" ", 2);
            var path = parts[1].replace("{name}", "SHOP_NAME").replace("{id}", "1");

            Operator.of(shop)
                    .send("PATCH", path, "{}")
                    .answers(405)
                    .says("{\"detail\": \"Method \\\"PATCH\\\" not allowed.\"}");
            assertThat(Operator.of(shop).send("OPTIONS", path, "").header("Allow"))
                    .contains(parts[0]);
        }
    }
}
