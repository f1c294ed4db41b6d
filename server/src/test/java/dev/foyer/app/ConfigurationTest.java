package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.json.Json;
import dev.foyer.session.SessionSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The environment: what each variable takes, and what it is without one.
class ConfigurationTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String DATABASE = "postgresql://foyer:p%40ss@db.internal:5433/accounts";

    @Test
    void nothing_at_all_is_a_development_server() {
        var configuration = read(Map.of());

        assertThat(configuration.mode()).isEqualTo(Configuration.Mode.DEVELOPMENT);
        assertThat(configuration.http().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.http().port()).isEqualTo(8000);
        assertThat(configuration.http().grace()).isEqualTo(Duration.ofSeconds(20));
        assertThat(configuration.management().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.management().port()).isEqualTo(9000);
        assertThat(configuration.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(configuration.database()).isEmpty();
        assertThat(configuration.smtp()).isEmpty();
        assertThat(configuration.secretKeys()).isEmpty();
        assertThat(configuration.managementToken()).isEmpty();
        assertThat(configuration.publicUrl()).isEqualTo("http://localhost:8000");
        assertThat(configuration.trustedProxies()).isEmpty();
        assertThat(configuration.redirectHosts()).isEmpty();
        assertThat(configuration.language()).isEqualTo("en");
        assertThat(configuration.shopFiles()).isNull();
        assertThat(configuration.startValues()).isEmpty();
    }

    @Test
    void without_settings_the_cookies_are_those_of_the_contract() {
        var session = read(Map.of()).session();

        assertThat(session.cookieName()).isEqualTo("osessionid");
        assertThat(session.sessionSecure()).isEqualTo(SessionSettings.Secure.AUTO);
        assertThat(session.csrfSecure()).isEqualTo(SessionSettings.Secure.AUTO);
        assertThat(session.publicOrigin()).isEqualTo("http://localhost:8000");
        assertThat(session.trustedOrigins()).isEmpty();
        assertThat(session.exemptAnonymous()).isFalse();
        assertThat(session.compatible()).isFalse();
    }

    @Test
    void passwords_are_hashed_as_owasp_advises() {
        var hashing = read(Map.of()).hashing();

        assertThat(hashing.memory()).isEqualTo(19456);
        assertThat(hashing.passes()).isEqualTo(2);
        assertThat(hashing.lanes()).isEqualTo(1);
    }

    @Test
    void where_it_listens_and_keeps_things_is_heard() {
        var configuration =
                read(
                        Map.of(
                                "HOST", "::1",
                                "PORT", "8080",
                                "MANAGEMENT_HOST", "10.0.0.1",
                                "MANAGEMENT_PORT", "9999",
                                "SHUTDOWN_GRACE", "5",
                                "FOYER_DATA", "/var/lib/foyer/",
                                "SHOP_FILES", "/etc/foyer"));

        assertThat(configuration.http().host()).isEqualTo("::1");
        assertThat(configuration.http().port()).isEqualTo(8080);
        assertThat(configuration.http().grace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.management().host()).isEqualTo("10.0.0.1");
        assertThat(configuration.management().port()).isEqualTo(9999);
        assertThat(configuration.data()).isEqualTo(Path.of("/var/lib/foyer"));
        assertThat(configuration.shopFiles()).isEqualTo(Path.of("/etc/foyer"));
    }

    @Test
    void keys_links_mail_and_hashing_are_heard() {
        var configuration =
                read(
                        Map.of(
                                "MANAGEMENT_TOKEN", KEY,
                                "SECRET_KEY", KEY,
                                "SMTP_URL", "smtps://mail.example",
                                "PUBLIC_URL", "https://Shop.Example/tr/",
                                "LANGUAGE_CODE", "tr-TR",
                                "REST_REGISTER_VIEW", "users.views.RegisterRedirectView",
                                "ARGON2_MEMORY_KIB", "65536",
                                "ARGON2_PASSES", "3",
                                "ARGON2_LANES", "4"));

        assertThat(configuration.managementToken()).contains(KEY);
        assertThat(configuration.secretKeys()).containsExactly(KEY);
        assertThat(configuration.smtp().orElseThrow()).hasToString("smtps://mail.example:465");
        assertThat(configuration.publicUrl()).isEqualTo("https://Shop.Example/tr");
        assertThat(configuration.session().publicOrigin()).isEqualTo("https://shop.example");
        assertThat(configuration.language()).isEqualTo("tr");
        assertThat(configuration.hashing().memory()).isEqualTo(65536);
        assertThat(configuration.hashing().passes()).isEqualTo(3);
        assertThat(configuration.hashing().lanes()).isEqualTo(4);
    }

    @Test
    void cookies_and_compatibility_are_heard() {
        var session =
                read(Map.of(
                                "CLIENT_COMPAT", "project-zero",
                                "CSRF_EXEMPT_ANONYMOUS", "True",
                                "SESSION_COOKIE_NAME", "sid",
                                "SESSION_COOKIE_SECURE", "true",
                                "CSRF_COOKIE_SECURE", "false"))
                        .session();

        assertThat(session.compatible()).isTrue();
        assertThat(session.exemptAnonymous()).isTrue();
        assertThat(session.cookieName()).isEqualTo("sid");
        assertThat(session.sessionSecure()).isEqualTo(SessionSettings.Secure.TRUE);
        assertThat(session.csrfSecure()).isEqualTo(SessionSettings.Secure.FALSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8,2001:db8::/32,192.0.2.7",
                " 10.0.0.0/8 , 2001:db8::/32 , 192.0.2.7 ",
                "[\"10.0.0.0/8\", \"2001:db8::/32\", \"192.0.2.7\"]"
            })
    void a_list_is_written_with_commas_or_in_json(String text) {
        var proxies = read(Map.of("TRUSTED_PROXIES", text)).trustedProxies();

        assertThat(proxies).hasSize(3);
        assertThat(proxies.getFirst().holds(InetAddress.ofLiteral("10.9.8.7"))).isTrue();
        assertThat(proxies.getFirst().holds(InetAddress.ofLiteral("11.0.0.1"))).isFalse();
        assertThat(proxies.get(1).holds(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
        assertThat(proxies.getLast().holds(InetAddress.ofLiteral("192.0.2.8"))).isFalse();
    }

    @Test
    void origins_and_hosts_are_compared_in_lower_case() {
        var configuration =
                read(
                        Map.of(
                                "CSRF_TRUSTED_ORIGINS",
                                        "https://App.Example/,http://localhost:3000",
                                "ALLOWED_REDIRECT_HOSTS", "[\"Shop.Example\"]"));

        assertThat(configuration.session().trustedOrigins())
                .containsExactlyInAnyOrder("https://app.example", "http://localhost:3000");
        assertThat(configuration.redirectHosts()).containsExactly("shop.example");
    }

    @Test
    void an_empty_variable_is_none() {
        assertThat(read(Map.of("PORT", "", "DATABASE_URL", "  ")).http().port()).isEqualTo(8000);
    }

    @Test
    void the_public_url_follows_the_port() {
        assertThat(read(Map.of("PORT", "8123")).publicUrl()).isEqualTo("http://localhost:8123");
    }

    @Test
    void a_database_url_makes_it_production_unless_told_otherwise() {
        var production = production(Map.of());
        assertThat(production.mode()).isEqualTo(Configuration.Mode.PRODUCTION);
        assertThat(production.http().host()).isEqualTo("0.0.0.0");
        assertThat(production.management().host()).isEqualTo("127.0.0.1");

        var development =
                read(
                        Map.of(
                                "DATABASE_URL", DATABASE,
                                "SECRET_KEY", KEY,
                                "FOYER_MODE", "development"));
        assertThat(development.mode()).isEqualTo(Configuration.Mode.DEVELOPMENT);
        assertThat(development.http().host()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL=postgresql://user:p%s@db.shop.test/foyer",
                "TRUSTED_PROXIES=[[]]",
                "TRUSTED_PROXIES=[{}, \"10.0.0.0/8\"]"
            })
    void what_cannot_be_read_is_told_and_never_thrown(String variable) {
        var parts = variable.split("=", 2);
        var complaints = new Complaints();
        var _ = Configuration.read(new Environment(Map.of(parts[0], parts[1]), complaints));
        assertThat(complaints.lines()).anyMatch(line -> line.startsWith(parts[0]));
    }

    @Test
    void a_secret_key_may_be_rotated_with_a_comma() {
        var other = "another-key-that-is-long-enough-too";
        assertThat(read(Map.of("SECRET_KEY", KEY + "," + other)).secretKeys())
                .containsExactly(KEY, other);
    }

    @Test
    void a_dynamic_setting_has_its_start_value_here() {
        var values =
                read(Map.of(
                                "SHOP_NAME", "Çiçekçi",
                                "AVAILABLE_CURRENCIES", "[\"TRY\", \"GBP\"]",
                                "SELF_ANONYMIZATION_ENABLED", "True",
                                "SESSION_COOKIE_AGE", "3600",
                                "KVKK_FLAT_PAGE_VERSION", "101"))
                        .startValues();

        assertThat(values)
                .containsOnly(
                        Map.entry("SHOP_NAME", Json.node("Çiçekçi")),
                        Map.entry("AVAILABLE_CURRENCIES", Json.parseOwn("[\"TRY\", \"GBP\"]")),
                        Map.entry("SELF_ANONYMIZATION_ENABLED", Json.node(true)),
                        Map.entry("SESSION_COOKIE_AGE", Json.parseOwn("3600")),
                        Map.entry("KVKK_FLAT_PAGE_VERSION", Json.node("101")));
    }

    @Test
    void a_configuration_prints_no_secret() {
        var printed = production(Map.of("MANAGEMENT_TOKEN", KEY)).toString();

        assertThat(printed).isEqualTo("configuration for PRODUCTION");
    }

    @Test
    void a_wrong_start_value_that_may_hold_secrets_is_not_repeated() {
        var wrong = Map.of("KVKK_UNSUBSCRIPTION_SECRET_MAP", "{\"iys\": \"hunter2\"}");

        assertThatThrownBy(() -> read(wrong))
                .hasMessageContaining(
                        "KVKK_UNSUBSCRIPTION_SECRET_MAP: expected an object of secrets")
                .message()
                .doesNotContain("hunter2");
    }

    private static Map<String, String> equipped() {
        return Map.of(
                "DATABASE_URL", DATABASE,
                "SECRET_KEY", KEY,
                "SMTP_URL", "smtp://mail.example",
                "PUBLIC_URL", "https://shop.example",
                "TRUSTED_PROXIES", "10.0.0.0/8");
    }

    private static Configuration production(Map<String, String> more) {
        var environment = new HashMap<>(equipped());
        environment.putAll(more);
        return read(environment);
    }

    private static Configuration read(Map<String, String> variables) {
        return Shop.configuration(variables);
    }
}
