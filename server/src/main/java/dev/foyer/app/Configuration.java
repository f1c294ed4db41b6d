package dev.foyer.app;

import dev.foyer.credential.Hasher;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.outbox.SmtpUrl;
import dev.foyer.registration.RegisterView;
import dev.foyer.session.SessionSettings;
import dev.foyer.web.DoorSettings;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Network;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
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
        DoorSettings door,
        Path data,
        Optional<DatabaseUrl> database,
        Optional<SmtpUrl> smtp,
        List<String> secretKeys,
        Optional<String> managementToken,
        String publicUrl,
        List<Network> trustedProxies,
        Set<String> redirectHosts,
        SessionSettings session,
        RegisterView registerView,
        Hasher.Settings hashing,
        String language,
        @Nullable Path shopFiles,
        Map<String, JsonNode> startValues) {

    /// How careful the server is with whoever starts it.
    enum Mode {
        DEVELOPMENT,
        PRODUCTION
    }

    /// Reads the environment; where it has complaints, the result must not be used.
    static Configuration read(Environment env) {
        var configuration = new ConfigurationReader(env).configuration();
        if (configuration.database().isPresent() && env.text("SECRET_KEY").isEmpty()) {
            env.complaints()
                    .add("SECRET_KEY", "", "required with DATABASE_URL: all nodes sign with it");
        }
        if (configuration.mode() == Mode.PRODUCTION) {
            Production.check(configuration, env);
        }
        return configuration;
    }

    @Override
    public String toString() {
        return "configuration for " + mode;
    }
}
