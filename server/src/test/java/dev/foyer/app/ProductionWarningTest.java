package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.Operator;

import org.junit.jupiter.api.Test;

/// What a start in production warns of.
class ProductionWarningTest {
    private static final String WARNING = "AUTH_PASSWORD_VALIDATORS is compat";

    @Test
    void a_start_in_production_warns_of_compat_until_another_policy_is_set() throws Exception {
        var shop = production();
        shop.beforeAll(null);
        try {
            assertThat(shop.logged()).anyMatch(line -> line.contains(WARNING));
            Operator.of(shop).set("AUTH_PASSWORD_VALIDATORS", "\"asvs-l2\"").answers(200);
            var later = Shop.nodeBeside(shop);
            later.beforeAll(null);
            try {
                assertThat(later.logged()).noneMatch(line -> line.contains(WARNING));
            } finally {
                later.afterAll(null);
            }
        } finally {
            shop.afterAll(null);
        }
    }

    @Test
    void a_start_value_of_the_environment_counts_and_development_is_not_warned() throws Exception {
        for (var shop :
                new Shop[] {
                    production().with("AUTH_PASSWORD_VALIDATORS", "nist-800-63b-4"), Shop.open()
                }) {
            shop.beforeAll(null);
            try {
                assertThat(shop.logged()).noneMatch(line -> line.contains(WARNING));
            } finally {
                shop.afterAll(null);
            }
        }
    }

    private static Shop production() {
        return Shop.open()
                .with("FOYER_MODE", "production")
                .with("ALLOW_PLAIN_HTTP", "true")
                .with("SMTP_URL", "smtp://127.0.0.1:1?starttls=never");
    }
}
