package dev.foyer.app;

import dev.foyer.app.Configuration.Mode;
import dev.foyer.credential.Hasher;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.json.Json;
import dev.foyer.outbox.SmtpUrl;
import dev.foyer.registration.RegisterView;
import dev.foyer.secret.Secrets;
import dev.foyer.session.SessionSettings;
import dev.foyer.session.SessionSettings.Secure;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Network;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads each variable with its type, its default and its bounds.
final class ConfigurationReader {
    /// Variables that are promised but whose work is not done yet must not be taken in silence.
    private static final List<String> TO_COME = List.of("REDIS_URL");

    /// In KiB; more than four GiB for one password is a slip of the pen.
    private static final int MOST_MEMORY = 4 * 1024 * 1024;

    private final Environment env;

    ConfigurationReader(Environment env) {
        this.env = env;
    }

    /// What the published storefront is called (contract 0.1.5).
    private enum Compatibility {
        NONE,
        PROJECT_ZERO
    }

    Configuration configuration() {
        checkVariablesToCome();
        var database = database();
        var mode =
                env.choice(
                        "FOYER_MODE",
                        Mode.class,
                        database.isPresent() ? Mode.PRODUCTION : Mode.DEVELOPMENT);
        var transport = new TransportReader(env);
        var http = transport.http(mode);
        var publicUrl = env.url("PUBLIC_URL", scheme(http) + "://localhost:" + http.port());
        return new Configuration(
                mode,
                http,
                transport.management(),
                transport.door(mode, ConfigurationReader::exactOrigin),
                Path.of(env.text("FOYER_DATA").orElse("data")).toAbsolutePath().normalize(),
                database,
                smtp(),
                secretKeys(),
                managementToken(),
                publicUrl,
                env.list("TRUSTED_PROXIES", "networks such as 10.0.0.0/8", Network::parse),
                Set.copyOf(
                        env.list(
                                "ALLOWED_REDIRECT_HOSTS", "host names", ConfigurationReader::host)),
                session(publicUrl),
                registerView(),
                hashing(),
                env.read(
                        "LANGUAGE_CODE",
                        "a language such as en",
                        "en",
                        ConfigurationReader::language),
                env.text("SHOP_FILES").map(Path::of).orElse(null),
                startValues());
    }

    private Optional<DatabaseUrl> database() {
        return env.secret(
                "DATABASE_URL",
                "postgresql://user:password@host:port/database",
                DatabaseUrl::parse);
    }

    private Optional<SmtpUrl> smtp() {
        return env.secret(
                "SMTP_URL",
                "smtp://user:password@host:587?starttls=required (or optional, never), or smtps://…",
                SmtpUrl::parse);
    }

    private List<String> secretKeys() {
        return env.secret(
                        "SECRET_KEY",
                        "one or more keys of at least %d characters, separated by commas"
                                .formatted(Secrets.SHORTEST),
                        text ->
                                Optional.of(List.of(text.split(",", -1)))
                                        .filter(
                                                keys ->
                                                        keys.stream()
                                                                .allMatch(
                                                                        ConfigurationReader
                                                                                ::isLong)))
                .orElse(List.of());
    }

    private Optional<String> managementToken() {
        return env.secret(
                "MANAGEMENT_TOKEN",
                "at least %d characters".formatted(Secrets.SHORTEST),
                text -> Optional.of(text).filter(ConfigurationReader::isLong));
    }

    private SessionSettings session(String publicUrl) {
        return new SessionSettings(
                env.read(
                        "SESSION_COOKIE_NAME",
                        "a cookie name of letters, digits, _ and -",
                        "osessionid",
                        text ->
                                Optional.of(text)
                                        .filter(name -> name.matches("[A-Za-z0-9_-]{1,64}"))),
                env.choice("SESSION_COOKIE_SECURE", Secure.class, Secure.AUTO),
                env.choice("CSRF_COOKIE_SECURE", Secure.class, Secure.AUTO),
                origin(publicUrl),
                Set.copyOf(
                        env.list(
                                "CSRF_TRUSTED_ORIGINS",
                                "origins such as https://app.example",
                                text -> Environment.url(text).map(ConfigurationReader::origin))),
                env.truth("CSRF_EXEMPT_ANONYMOUS", false),
                env.choice("CLIENT_COMPAT", Compatibility.class, Compatibility.NONE)
                        == Compatibility.PROJECT_ZERO);
    }

    private Hasher.Settings hashing() {
        var standard = Hasher.Settings.STANDARD;
        int lanes = env.number("ARGON2_LANES", 1, 16, standard.lanes());
        return new Hasher.Settings(
                env.number("ARGON2_MEMORY_KIB", 8 * lanes, MOST_MEMORY, standard.memory()),
                env.number("ARGON2_PASSES", 1, 50, standard.passes()),
                lanes);
    }

    private Map<String, JsonNode> startValues() {
        var values = new HashMap<String, JsonNode>();
        for (var setting : SettingsRegistry.ALL) {
            env.text(setting.name())
                    .flatMap(text -> startValue(setting, text))
                    .ifPresent(value -> values.put(setting.name(), value));
        }
        DynamicSettings.complaints(SettingsRegistry.ALL, values, SettingsRegistry.RULES)
                .forEach(text -> env.complaints().add("settings", "", "expected " + text));
        return values;
    }

    /// The value as JSON, or else as a text: the version `101` is a text that looks like a number.
    private Optional<JsonNode> startValue(Setting<?> setting, String text) {
        for (var value : List.of(env.json(setting.name()).orElseThrow(), Json.node(text))) {
            if (DynamicSettings.complaint(setting, value).isEmpty()) {
                return Optional.of(value);
            }
        }
        var told = setting.holdsSecrets() ? "" : text;
        env.complaints().add(setting.name(), told, "expected " + setting.expected());
        return Optional.empty();
    }

    /// The view counts; a serializer that belongs to another view is a slip that must not pass in
    /// silence.
    private RegisterView registerView() {
        var view =
                env.read(
                        "REST_REGISTER_VIEW",
                        "one of " + names(RegisterView::view),
                        RegisterView.REDIRECT,
                        text -> named(RegisterView::view, text));
        var serializer =
                env.read(
                        "REST_AUTH_REGISTER_SERIALIZERS",
                        "{\"REGISTER_SERIALIZER\": \"…\"} with one of "
                                + names(RegisterView::serializer),
                        view,
                        _ ->
                                env.json("REST_AUTH_REGISTER_SERIALIZERS")
                                        .map(json -> json.path("REGISTER_SERIALIZER").asString(""))
                                        .flatMap(text -> named(RegisterView::serializer, text)));
        if (serializer != view) {
            env.complaints()
                    .add(
                            "REST_AUTH_REGISTER_SERIALIZERS",
                            serializer.serializer(),
                            "does not go with " + view.view());
        }
        return view;
    }

    /// The last part of a dotted path decides (contract 0.2.4).
    private static Optional<RegisterView> named(Function<RegisterView, String> name, String path) {
        var last = path.substring(path.lastIndexOf('.') + 1);
        return Arrays.stream(RegisterView.values())
                .filter(view -> name.apply(view).equals(last))
                .findFirst();
    }

    private static String names(Function<RegisterView, String> name) {
        return Arrays.stream(RegisterView.values()).map(name).collect(Collectors.joining(", "));
    }

    private void checkVariablesToCome() {
        for (var name : TO_COME) {
            if (env.text(name).isPresent()) {
                env.complaints().add(name, "", "not available in this version yet");
            }
        }
    }

    private static boolean isLong(String secret) {
        return secret.length() >= Secrets.SHORTEST;
    }

    private static Optional<String> host(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(host -> host.matches("[a-z0-9.-]{1,253}"));
    }

    private static Optional<String> language(String text) {
        return Optional.of(text.split("[-_]", 2)[0].toLowerCase(Locale.ROOT))
                .filter(code -> code.matches("[a-z]{2,3}"));
    }

    private static String scheme(HttpServer.Settings http) {
        return http.tls().isPresent() ? "https" : "http";
    }

    /// An origin and nothing more: a path would promise a bound that browsers do not keep.
    private static Optional<String> exactOrigin(String text) {
        return Environment.url(text)
                .filter(url -> url.indexOf('/', url.indexOf("://") + 3) < 0)
                .map(ConfigurationReader::origin);
    }

    /// Scheme, host and port of a URL as a browser writes them (RFC 6454): in lower case, without
    /// the default port.
    private static String origin(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        var origin = (path < 0 ? url : url.substring(0, path)).toLowerCase(Locale.ROOT);
        return origin.replaceFirst("^(https://.*):443$", "$1")
                .replaceFirst("^(http://.*):80$", "$1");
    }
}
