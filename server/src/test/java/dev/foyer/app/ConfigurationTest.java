package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;
import dev.foyer.session.SessionSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The environment: what each variable takes, what it is without one, and what is said of a wrong
/// one.
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
    void every_variable_is_heard() {
        var configuration =
                read(
                        Map.ofEntries(
                                Map.entry("HOST", "::1"),
                                Map.entry("PORT", "8080"),
                                Map.entry("MANAGEMENT_HOST", "10.0.0.1"),
                                Map.entry("MANAGEMENT_PORT", "9999"),
                                Map.entry("MANAGEMENT_TOKEN", KEY),
                                Map.entry("FOYER_DATA", "/var/lib/foyer/"),
                                Map.entry("SMTP_URL", "smtps://mail.example"),
                                Map.entry("SECRET_KEY", KEY),
                                Map.entry("PUBLIC_URL", "https://Shop.Example/tr/"),
                                Map.entry("LANGUAGE_CODE", "tr-TR"),
                                Map.entry("SHOP_FILES", "/etc/foyer"),
                                Map.entry("SHUTDOWN_GRACE", "5"),
                                Map.entry("CLIENT_COMPAT", "project-zero"),
                                Map.entry("CSRF_EXEMPT_ANONYMOUS", "True"),
                                Map.entry("SESSION_COOKIE_NAME", "sid"),
                                Map.entry("SESSION_COOKIE_SECURE", "true"),
                                Map.entry("CSRF_COOKIE_SECURE", "false"),
                                Map.entry("ARGON2_MEMORY_KIB", "65536"),
                                Map.entry("ARGON2_PASSES", "3"),
                                Map.entry("ARGON2_LANES", "4"),
                                Map.entry(
                                        "REST_REGISTER_VIEW", "users.views.RegisterRedirectView")));

        assertThat(configuration.http().host()).isEqualTo("::1");
        assertThat(configuration.http().port()).isEqualTo(8080);
        assertThat(configuration.http().grace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.management().host()).isEqualTo("10.0.0.1");
        assertThat(configuration.management().port()).isEqualTo(9999);
        assertThat(configuration.managementToken()).contains(KEY);
        assertThat(configuration.data()).isEqualTo(Path.of("/var/lib/foyer"));
        assertThat(configuration.smtp().orElseThrow().toString())
                .isEqualTo("smtps://mail.example:465");
        assertThat(configuration.secretKeys()).containsExactly(KEY);
        assertThat(configuration.publicUrl()).isEqualTo("https://Shop.Example/tr");
        assertThat(configuration.session().publicOrigin()).isEqualTo("https://shop.example");
        assertThat(configuration.language()).isEqualTo("tr");
        assertThat(configuration.shopFiles()).isEqualTo(Path.of("/etc/foyer"));
        assertThat(configuration.session().compatible()).isTrue();
        assertThat(configuration.session().exemptAnonymous()).isTrue();
        assertThat(configuration.session().cookieName()).isEqualTo("sid");
        assertThat(configuration.session().sessionSecure()).isEqualTo(SessionSettings.Secure.TRUE);
        assertThat(configuration.session().csrfSecure()).isEqualTo(SessionSettings.Secure.FALSE);
        assertThat(configuration.hashing().memory()).isEqualTo(65536);
        assertThat(configuration.hashing().passes()).isEqualTo(3);
        assertThat(configuration.hashing().lanes()).isEqualTo(4);
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

    @Test
    void a_secret_key_may_be_rotated_with_a_comma() {
        var other = "another-key-that-is-long-enough-too";
        assertThat(read(Map.of("SECRET_KEY", KEY + "," + other)).secretKeys())
                .containsExactly(KEY, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FOYER_MODE | staging | expected one of development, production",
                "PORT | http | expected a whole number from 0 to 65535",
                "PORT | 65536 | expected a whole number from 0 to 65535",
                "PORT | -1 | expected a whole number from 0 to 65535",
                "PORT | 99999999999 | expected a whole number from 0 to 65535",
                "MANAGEMENT_PORT | 1.5 | expected a whole number from 0 to 65535",
                "SHUTDOWN_GRACE | soon | expected seconds, such as 20s",
                "SHUTDOWN_GRACE | -1 | expected seconds, such as 20s",
                "PUBLIC_URL | shop.example | expected a URL such as https://shop.example",
                "PUBLIC_URL | ftp://shop.example | expected a URL such as https://shop.example",
                "PUBLIC_URL | https://shop.example?a=b | expected a URL such as https://shop.example",
                "PUBLIC_URL | https://a:b@shop.example | expected a URL such as https://shop.example",
                "TRUSTED_PROXIES | 10.0.0.0/33 | expected networks such as 10.0.0.0/8",
                "TRUSTED_PROXIES | 10.0.0.1,proxy.example | expected networks such as 10.0.0.0/8",
                "TRUSTED_PROXIES | [\"10.0.0.0/8\" | expected networks such as 10.0.0.0/8",
                "ALLOWED_REDIRECT_HOSTS | https://a.example/ | expected host names",
                "CSRF_TRUSTED_ORIGINS | app.example | expected origins such as https://app.example",
                "CSRF_EXEMPT_ANONYMOUS | perhaps | expected true or false",
                "CLIENT_COMPAT | project-one | expected one of none, project-zero",
                "SESSION_COOKIE_NAME | s=1; | expected a cookie name of letters, digits, _ and -",
                "SESSION_COOKIE_SECURE | maybe | expected one of auto, true, false",
                "CSRF_COOKIE_SECURE | maybe | expected one of auto, true, false",
                "LANGUAGE_CODE | türkçe | expected a language such as en",
                "ARGON2_MEMORY_KIB | 7 | expected a whole number from 8 to 4194304",
                "ARGON2_PASSES | 0 | expected a whole number from 1 to 50",
                "ARGON2_LANES | 17 | expected a whole number from 1 to 16",
                "REST_REGISTER_VIEW | MyView | expected one of RegisterRedirectView,"
                        + " RegisterSMSOtpView, RegisterKvkkView",
                "SESSION_COOKIE_AGE | 59 | expected whole seconds from 60 to 34560000",
                "NO_REPLY_EMAIL | nobody | expected an e-mail address",
            })
    void a_wrong_value_is_told_with_what_was_expected(String name, String value, String expected) {
        assertThat(complaints(Map.of(name, value)))
                .containsExactly(name + "=" + value + ": " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATABASE_URL | mysql://foyer:hunter2@db/foyer | postgresql://user:password@host:port/database",
                "SMTP_URL | smtp://u:hunter2@mail?tls=yes | smtp://user:password@host:587?starttls=required"
                        + " (or optional, never), or smtps://…",
                "SECRET_KEY | hunter2 | one or more keys of at least 32 characters, separated by commas",
                "MANAGEMENT_TOKEN | hunter2 | at least 32 characters",
            })
    void a_wrong_secret_is_told_but_never_repeated(String name, String value, String expected) {
        assertThat(complaints(Map.of(name, value)))
                .containsExactly(name + ": expected " + expected)
                .noneMatch(line -> line.contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_URL", "TLS_CERTIFICATE", "TLS_KEY"})
    void what_is_not_there_yet_is_refused_and_not_ignored(String name) {
        assertThat(complaints(Map.of(name, "something")))
                .containsExactly(name + ": not available in this version yet");
    }

    @Test
    void every_mistake_is_told_at_once() {
        var wrong = Map.of("PORT", "x", "CLIENT_COMPAT", "y", "SECRET_KEY", "z");

        assertThat(complaints(wrong)).hasSize(3);
    }

    @Test
    void a_database_url_needs_a_secret_key_in_every_mode() {
        assertThat(complaints(Map.of("DATABASE_URL", DATABASE, "FOYER_MODE", "development")))
                .containsExactly("SECRET_KEY: required with DATABASE_URL: all nodes sign with it");
    }

    @Test
    void production_refuses_to_start_half_equipped() {
        assertThat(complaints(Map.of("FOYER_MODE", "production")))
                .containsExactly(
                        "SECRET_KEY: required in production",
                        "SMTP_URL: required in production: the development inbox is off",
                        "PUBLIC_URL: required in production: links in mails begin with it",
                        "TRUSTED_PROXIES: required in production, so that cookies travel by HTTPS only;"
                                + " or ALLOW_PLAIN_HTTP=true");
    }

    @Test
    void production_speaks_plain_http_only_when_asked_by_name() {
        var plain = new HashMap<>(equipped());
        plain.put("PUBLIC_URL", "http://shop.example");
        assertThat(complaints(plain))
                .containsExactly("PUBLIC_URL=http://shop.example: expected https:// in production");

        plain.put("ALLOW_PLAIN_HTTP", "true");
        plain.remove("TRUSTED_PROXIES");
        assertThat(complaints(plain)).isEmpty();
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
    void start_values_that_do_not_go_together_are_told() {
        assertThat(complaints(Map.of("DEFAULT_CURRENCY", "GBP")))
                .containsExactly(
                        "settings: expected DEFAULT_CURRENCY to be one of AVAILABLE_CURRENCIES");
    }

    @Test
    void a_configuration_prints_no_secret() {
        var printed = production(Map.of("MANAGEMENT_TOKEN", KEY)).toString();

        assertThat(printed).isEqualTo("configuration for PRODUCTION");
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

    private static List<String> complaints(Map<String, String> variables) {
        var complaints = new Complaints();
        var ignored = Configuration.read(new Environment(variables, complaints));
        assertThat(ignored).isNotNull();
        return complaints.lines();
    }
}
