package dev.foyer.bench;

import com.zaxxer.hikari.HikariDataSource;

import de.mkammerer.argon2.Argon2Factory;

import io.helidon.webserver.WebServer;

import org.jdbi.v3.core.Jdbi;

import tools.jackson.databind.json.JsonMapper;

import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The versions of what makes the figures, taken from the names of the jars that really run.
final class Versions {
    private static final Pattern JAR = Pattern.compile("([^/]+?)-(\\d[^/]*)\\.jar");

    private Versions() {}

    /// Version by name, in the order of the report.
    static Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("PostgreSQL", postgres());
        facts.put("Helidon", version(WebServer.class));
        facts.put("Jackson", version(JsonMapper.class));
        facts.put("Jdbi", version(Jdbi.class));
        facts.put("HikariCP", version(HikariDataSource.class));
        facts.put("pgjdbc", version(org.postgresql.Driver.class));
        facts.put("argon2-jvm", version(Argon2Factory.class));
        facts.put(
                "lazysodium-java (libsodium)",
                version(Versions.class.getResource("/linux64/libsodium.so")));
        return facts;
    }

    private static String version(Class<?> type) {
        return version(type.getResource(type.getSimpleName() + ".class"));
    }

    private static String postgres() {
        var archive =
                "/postgres-%s-%s.txz"
                        .formatted(
                                word("os.name").contains("mac") ? "darwin" : "linux",
                                word("os.arch").matches("aarch64|arm64") ? "arm_64" : "x86_64");
        return version(Versions.class.getResource(archive)) + " (embedded)";
    }

    private static String version(@org.jspecify.annotations.Nullable URL place) {
        var jar = JAR.matcher(place == null ? "" : place.toString());
        return jar.find() ? jar.group(2) : "unknown";
    }

    private static String word(String property) {
        return System.getProperty(property, "").toLowerCase(Locale.ROOT);
    }
}
