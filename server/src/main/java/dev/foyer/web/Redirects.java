package dev.foyer.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a shopper may be sent on after signing in (contract 0.1.14): a path of the shop, or a host
/// on the list. An open redirect would lend the shop's name to a phisher (OWASP, Unvalidated
/// Redirects and Forwards). Immutable.
public final class Redirects {
    private static final int LONGEST = 2000;

    /// A path, with or without a leading slash: no scheme before it, no second slash or backslash
    /// that a browser would read as a host, no control character or blank.
    private static final Pattern PATH =
            Pattern.compile("(?![/\\\\]{2})[^\\s\\p{Cntrl}\\\\:]+(:[^\\s\\p{Cntrl}\\\\]*)?");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private final Set<String> hosts;

    /// @param hosts that may be named beside the shop itself, in lower case
    public Redirects(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    /// The target of the request's `next`, or nothing where it may not be followed.
    public Optional<String> target(Request request) {
        return request.query("next").filter(this::isAllowed);
    }

    /// Whether this target may be followed.
    public boolean isAllowed(String next) {
        if (next.isEmpty() || next.length() > LONGEST) {
            return false;
        }
        return SCHEME.matcher(next).matches() ? isKnownHost(next) : PATH.matcher(next).matches();
    }

    private boolean isKnownHost(String next) {
        try {
            var uri = new URI(next);
            boolean web =
                    "https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme());
            return web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
