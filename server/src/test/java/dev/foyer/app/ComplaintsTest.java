package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The environment: what is said of a wrong variable, and what production insists on.
class ComplaintsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String DATABASE = "postgresql://foyer:p%40ss@db.internal:5433/accounts";

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
                "PUBLIC_URL | https://shop.example?a=b | expected a URL such as"
                        + " https://shop.example",
                "PUBLIC_URL | https://a:b@shop.example | expected a URL such as"
                        + " https://shop.example",
                "TRUSTED_PROXIES | 10.0.0.0/33 | expected networks such as 10.0.0.0/8",
                "TRUSTED_PROXIES | 10.0.0.1,proxy.example | expected networks such as 10.0.0.0/8",
                "TRUSTED_PROXIES | [\"10.0.0.0/8\" | expected networks such as 10.0.0.0/8",
                "ALLOWED_REDIRECT_HOSTS | https://a.example/ | expected host names",
                "CSRF_TRUSTED_ORIGINS | app.example | expected origins such as https://app.example",
                "CORS_ALLOWED_ORIGINS | * | expected origins such as https://app.example; * is none",
                "CORS_ALLOWED_ORIGINS | https://a.example/b | expected origins such as"
                        + " https://app.example; * is none",
                "REQUEST_HEAD_TIMEOUT | 0s | expected 1 to 300s",
                "ANSWER_TIMEOUT | 301s | expected 1 to 300s",
                "MAX_CONNECTIONS | 5 | expected a whole number from 10 to 60000",
                "MAX_REQUESTS_AT_ONCE | 0 | expected a whole number from 1 to 100000",
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
                "DATABASE_URL | mysql://foyer:hunter2@db/foyer |"
                        + " postgresql://user:password@host:port/database",
                "SMTP_URL | smtp://u:hunter2@mail?tls=yes |"
                        + " smtp://user:password@host:587?starttls=required (or optional, never), or"
                        + " smtps://…",
                "SECRET_KEY | hunter2 | one or more keys of at least 32 characters, separated by"
                        + " commas",
                "MANAGEMENT_TOKEN | hunter2 | at least 32 characters",
            })
    void a_wrong_secret_is_told_but_never_repeated(String name, String value, String expected) {
        assertThat(complaints(Map.of(name, value)))
                .containsExactly(name + ": expected " + expected)
                .noneMatch(line -> line.contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_URL"})
    void what_is_not_there_yet_is_refused_and_not_ignored(String name) {
        assertThat(complaints(Map.of(name, "something")))
                .containsExactly(name + ": not available in this version yet");
    }

    @Test
    void tls_needs_both_files_and_both_must_be_there() {
        assertThat(
                        complaints(
                                Map.of(
                                        "TLS_CERTIFICATE", "/nowhere/a.pem",
                                        "TLS_KEY", "/nowhere/b.pem")))
                .containsExactly(
                        "TLS_CERTIFICATE=/nowhere/a.pem: expected a PEM file to be read",
                        "TLS_KEY=/nowhere/b.pem: expected a PEM file to be read");
        assertThat(complaints(Map.of("TLS_KEY", "/nowhere/b.pem")))
                .contains("TLS_CERTIFICATE: required too: TLS needs both");
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
                        "TRUSTED_PROXIES: required in production, so that cookies travel by HTTPS"
                                + " only; or TLS_CERTIFICATE and TLS_KEY, or"
                                + " ALLOW_PLAIN_HTTP=true");
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
    void start_values_that_do_not_go_together_are_told() {
        assertThat(complaints(Map.of("DEFAULT_CURRENCY", "GBP")))
                .containsExactly(
                        "settings: expected DEFAULT_CURRENCY to be one of AVAILABLE_CURRENCIES");
    }

    private static Map<String, String> equipped() {
        return Map.of(
                "DATABASE_URL", DATABASE,
                "SECRET_KEY", KEY,
                "SMTP_URL", "smtp://mail.example",
                "PUBLIC_URL", "https://shop.example",
                "TRUSTED_PROXIES", "10.0.0.0/8");
    }

    private static List<String> complaints(Map<String, String> variables) {
        var complaints = new Complaints();
        var ignored = Configuration.read(new Environment(variables, complaints));
        assertThat(ignored).isNotNull();
        return complaints.lines();
    }
}
