package dev.foyer.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What one proxy wrote into `Forwarded` (RFC 7239, 4).
///
/// @param node the address from which the request came to it, without a port; a name that hides the
///   address stays as it is
/// @param proto how it was asked; may be empty
/// @param host what it was asked for; may be empty
record Forwarded(String node, String proto, String host) {
    /// Longer than any real chain; the rest of a longer header is not read.
    private static final int LONGEST = 4_000;

    /// A token, or a quoted string with escapes (RFC 9110, 5.6).
    private static final Pattern PAIR =
            Pattern.compile(
                    "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",;]*+))\\s*");

    private static final Pattern IPV6 = Pattern.compile("\\[([^\\]]*)\\](?::\\S*)?");
    private static final Pattern IPV4 = Pattern.compile("([0-9.]+)(?::\\S*)?");

    /// The elements from left to right; nothing at all where the header is no such list, since then
    /// nobody can tell who wrote what.
    ///
    /// @param most elements, counted from the right
    static List<Forwarded> elements(List<String> lines, int most) {
        var text = String.join(",", lines);
        if (text.isBlank() || text.length() > LONGEST) {
            return List.of();
        }
        var elements = new ArrayList<Forwarded>();
        var pairs = new HashMap<String, String>();
        var matcher = PAIR.matcher(text);
        int place = 0;
        while (matcher.region(place, text.length()).lookingAt()) {
            var quoted = matcher.group(2);
            pairs.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
            place = matcher.end();
            char next = place < text.length() ? text.charAt(place) : ',';
            if (next == ',') {
                elements.add(of(pairs));
                pairs.clear();
            } else if (next != ';') {
                return List.of();
            }
            place++;
            if (place >= text.length() && next == ',') {
                return elements.subList(Math.max(0, elements.size() - most), elements.size());
            }
        }
        return List.of();
    }

    private static Forwarded of(HashMap<String, String> pairs) {
        return new Forwarded(
                bare(pairs.getOrDefault("for", "unknown")),
                pairs.getOrDefault("proto", ""),
                pairs.getOrDefault("host", ""));
    }

    private static String bare(String node) {
        var six = IPV6.matcher(node);
        if (six.matches()) {
            return six.group(1);
        }
        var four = IPV4.matcher(node);
        return four.matches() ? four.group(1) : "unknown";
    }
}
