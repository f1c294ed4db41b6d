package dev.foyer.web;

import java.util.List;
import java.util.Optional;

/// The cookies that a client sent (RFC 6265, 5.4), read leniently: what is no `name=value` is
/// passed over. Where a name comes twice, the first one counts.
public final class Cookies {
    private final List<String> lines;

    Cookies(List<String> lines) {
        this.lines = lines;
    }

    /// The value of a cookie as sent, without quotes around it.
    public Optional<String> get(String name) {
        for (var line : lines) {
            int start = 0;
            while (start < line.length()) {
                int end = line.indexOf(';', start);
                end = end < 0 ? line.length() : end;
                int from = start;
                while (from < end && Character.isWhitespace(line.charAt(from))) {
                    from++;
                }
                int sign = from + name.length();
                if (sign < end && line.startsWith(name, from) && line.charAt(sign) == '=') {
                    return Optional.of(unquoted(line.substring(sign + 1, end).stripTrailing()));
                }
                start = end + 1;
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
