package dev.foyer.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the database is. The password never shows in [#toString].
///
/// @param jdbc the address without user and password
public record DatabaseUrl(String jdbc, String user, String password) {
    private static final Pattern FORM =
            Pattern.compile(
                    "postgres(?:ql)?://([^:@/]+)(?::([^@/]*))?@([^/?@]+)/([^?/]+)(?:\\?(.*))?");

    /// Reads `postgresql://user:password@host:port,host:port/db?…`; with several hosts the primary
    /// is found.
    public static Optional<DatabaseUrl> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var hosts = parts.group(3);
        var query = parts.group(5) == null ? "" : parts.group(5);
        if (hosts.contains(",") && !query.contains("targetServerType=")) {
            query += (query.isEmpty() ? "" : "&") + "targetServerType=primary";
        }
        var jdbc =
                "jdbc:postgresql://"
                        + hosts
                        + "/"
                        + parts.group(4)
                        + (query.isEmpty() ? "" : "?" + query);
        try {
            var password = parts.group(2) == null ? "" : decoded(parts.group(2));
            return Optional.of(new DatabaseUrl(jdbc, decoded(parts.group(1)), password));
        } catch (IllegalArgumentException _) {
            // A percent sign without two hexadecimal digits behind it.
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return user + " at " + jdbc.replaceAll("\\?.*", "");
    }
}
