package dev.foyer.app;

import dev.foyer.credential.Hasher;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.json.Json;
import dev.foyer.outbox.SmtpUrl;
import dev.foyer.secret.Secrets;
import dev.foyer.session.SessionSettings;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Network;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that is fixed while a node runs, read from the environment once and checked whole.
/// Secrets print as dots.
///
/// @param secretKeys newest first; empty where one is to be made and kept in the data folder
/// @param managementToken empty where one is to be made and kept in the data folder
/// @param shopFiles the shop's own words and letters, if any
/// @param startValues of dynamic settings, by name
record Configuration(
        Mode mode,
        HttpServer.Settings http,
        HttpServer.Settings management,
        Path data,
        Optional<DatabaseUrl> database,
        Optional<SmtpUrl> smtp,
        List<String> secretKeys,
        Optional<String> managementToken,
        String publicUrl,
        List<Network> trustedProxies,
        Set<String> redirectHosts,
        SessionSettings session,
        Hasher.Settings hashing,
        String language,
        @Nullable Path shopFiles,
        Map<String, JsonNode> startValues) {

    /// How careful the server is with whoever starts it.
    enum Mode {
        DEVELOPMENT,
        PRODUCTION
    }

    /// What the published storefront is called (contract 0.1.5).
    private enum Compatibility {
        NONE,
        PROJECT_ZERO
    }

    private static final Set<String> REGISTER_VIEWS = Set.of("RegisterRedirectView");
    private static final Set<String> REGISTER_VIEWS_TO_COME =
            Set.of("RegisterSMSOtpView", "RegisterKvkkView");
    private static final int MOST_MEMORY = 4 * 1024 * 1024;

    /// Reads the environment; where anything is wrong, the result must not be used.
    static Configuration read(Environment env) {
        var database =
                env.secret(
                        "DATABASE_URL",
                        "postgresql://user:password@host:port/database",
                        DatabaseUrl::parse);
        var mode =
                env.choice(
                        "FOYER_MODE",
                        Mode.class,
                        database.isPresent() ? Mode.PRODUCTION : Mode.DEVELOPMENT);
        boolean production = mode == Mode.PRODUCTION;
        var grace = env.seconds("SHUTDOWN_GRACE", java.time.Duration.ofSeconds(20));
        var http =
                new HttpServer.Settings(
                        env.text("HOST").orElse(production ? "0.0.0.0" : "127.0.0.1"),
                        env.number("PORT", 0, 65535, 8000),
                        grace);
        var management =
                new HttpServer.Settings(
                        env.text("MANAGEMENT_HOST").orElse("127.0.0.1"),
                        env.number("MANAGEMENT_PORT", 0, 65535, 9000),
                        grace);
        var publicUrl = env.url("PUBLIC_URL", "http://localhost:" + http.port());
        var configuration =
                new Configuration(
                        mode,
                        http,
                        management,
                        Path.of(env.text("FOYER_DATA").orElse("data")).toAbsolutePath().normalize(),
                        database,
                        env.secret(
                                "SMTP_URL",
                                "smtp://user:password@host:587?starttls=required (or optional, never), or smtps://…",
                                SmtpUrl::parse),
                        secretKeys(env),
                        env.secret(
                                "MANAGEMENT_TOKEN",
                                "at least " + Secrets.SHORTEST + " characters",
                                text ->
                                        Optional.of(text)
                                                .filter(
                                                        token ->
                                                                token.length()
                                                                        >= Secrets.SHORTEST)),
                        publicUrl,
                        env.list("TRUSTED_PROXIES", "networks such as 10.0.0.0/8", Network::parse),
                        Set.copyOf(
                                env.list(
                                        "ALLOWED_REDIRECT_HOSTS",
                                        "host names",
                                        Configuration::host)),
                        session(env, publicUrl),
                        hashing(env),
                        env.read(
                                "LANGUAGE_CODE",
                                "a language such as en",
                                "en",
                                Configuration::language),
                        env.text("SHOP_FILES").map(Path::of).orElse(null),
                        startValues(env));
        registerView(env);
        notYet(env);
        if (database.isPresent()
                && configuration.secretKeys().isEmpty()
                && env.text("SECRET_KEY").isEmpty()) {
            env.complaints()
                    .add(
                            "SECRET_KEY",
                            "",
                            "required with DATABASE_URL: all nodes sign with the same key");
        }
        if (production) {
            Production.check(configuration, env);
        }
        return configuration;
    }

    private static List<String> secretKeys(Environment env) {
        return env.secret(
                        "SECRET_KEY",
                        "one or more keys of at least "
                                + Secrets.SHORTEST
                                + " characters, separated by commas",
                        text ->
                                Optional.of(List.of(text.split(",")))
                                        .filter(Configuration::areLongEnough))
                .orElse(List.of());
    }

    private static boolean areLongEnough(List<String> keys) {
        return keys.stream().allMatch(key -> key.length() >= Secrets.SHORTEST);
    }

    private static SessionSettings session(Environment env, String publicUrl) {
        var compatibility = env.choice("CLIENT_COMPAT", Compatibility.class, Compatibility.NONE);
        return new SessionSettings(
                env.read(
                        "SESSION_COOKIE_NAME",
                        "a cookie name of letters, digits, _ and -",
                        "osessionid",
                        text ->
                                Optional.of(text)
                                        .filter(name -> name.matches("[A-Za-z0-9_-]{1,64}"))),
                env.choice(
                        "SESSION_COOKIE_SECURE",
                        SessionSettings.Secure.class,
                        SessionSettings.Secure.AUTO),
                env.choice(
                        "CSRF_COOKIE_SECURE",
                        SessionSettings.Secure.class,
                        SessionSettings.Secure.AUTO),
                origin(publicUrl),
                Set.copyOf(
                        env.list(
                                "CSRF_TRUSTED_ORIGINS",
                                "origins such as https://app.example",
                                text -> Environment.url(text).map(Configuration::origin))),
                env.truth("CSRF_EXEMPT_ANONYMOUS", false),
                compatibility == Compatibility.PROJECT_ZERO);
    }

    private static Hasher.Settings hashing(Environment env) {
        var standard = Hasher.Settings.STANDARD;
        int lanes = env.number("ARGON2_LANES", 1, 16, standard.lanes());
        return new Hasher.Settings(
                env.number("ARGON2_MEMORY_KIB", 8 * lanes, MOST_MEMORY, standard.memory()),
                env.number("ARGON2_PASSES", 1, 50, standard.passes()),
                lanes);
    }

    private static Map<String, JsonNode> startValues(Environment env) {
        var values = new HashMap<String, JsonNode>();
        for (var setting : SettingsRegistry.ALL) {
            env.text(setting.name())
                    .ifPresent(
                            text ->
                                    startValue(env, setting, text)
                                            .ifPresent(value -> values.put(setting.name(), value)));
        }
        DynamicSettings.complaints(SettingsRegistry.ALL, values, SettingsRegistry.RULES)
                .forEach(text -> env.complaints().add("settings", "", "expected " + text));
        return values;
    }

    /// The value as JSON, or else as a text: the version `101` is a text that looks like a number.
    private static Optional<JsonNode> startValue(Environment env, Setting<?> setting, String text) {
        for (var value : List.of(env.json(setting.name()).orElseThrow(), Json.node(text))) {
            if (DynamicSettings.complaint(setting, value).isEmpty()) {
                return Optional.of(value);
            }
        }
        env.complaints().add(setting.name(), text, "expected " + setting.expected());
        return Optional.empty();
    }

    private static void registerView(Environment env) {
        env.text("REST_REGISTER_VIEW")
                .map(view -> view.substring(view.lastIndexOf('.') + 1))
                .filter(view -> !REGISTER_VIEWS.contains(view))
                .ifPresent(
                        view ->
                                env.complaints()
                                        .add(
                                                "REST_REGISTER_VIEW",
                                                view,
                                                REGISTER_VIEWS_TO_COME.contains(view)
                                                        ? "this version has no SMS codes yet; RegisterRedirectView works"
                                                        : "expected RegisterRedirectView"));
    }

    /// Variables that are promised but whose work is not done yet must not be taken in silence.
    private static void notYet(Environment env) {
        for (var name :
                List.of(
                        "REDIS_URL",
                        "TLS_CERTIFICATE",
                        "TLS_KEY",
                        "REST_AUTH_REGISTER_SERIALIZERS")) {
            env.text(name)
                    .ifPresent(
                            _ ->
                                    env.complaints()
                                            .add(name, "", "not available in this version yet"));
        }
    }

    private static Optional<String> host(String text) {
        return Optional.of(text.toLowerCase(java.util.Locale.ROOT))
                .filter(host -> host.matches("[a-z0-9.-]{1,253}"));
    }

    private static Optional<String> language(String text) {
        return Optional.of(text.split("[-_]", 2)[0].toLowerCase(java.util.Locale.ROOT))
                .filter(code -> code.matches("[a-z]{2,3}"));
    }

    /// Scheme, host and port of a URL (RFC 6454), in lower case.
    private static String origin(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return (path < 0 ? url : url.substring(0, path)).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return "configuration for " + mode;
    }
}
