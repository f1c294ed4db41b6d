package dev.foyer.support;

import java.util.regex.Pattern;

/// What is shown of somebody at the desk unless more is asked for: enough to recognise whom one has
/// on the telephone, not enough to write to anybody.
final class Masks {
    private static final Pattern TAIL = Pattern.compile("(?<=\\S)\\S+");
    private static final Pattern NETWORK_END = Pattern.compile("[.:][0-9A-Fa-f]*[.:][0-9A-Fa-f]*$");

    private final boolean full;

    /// @param full whether nothing is hidden
    Masks(boolean full) {
        this.full = full;
    }

    /// The first letter of each name.
    String name(String name) {
        return full ? name : TAIL.matcher(name).replaceAll("…");
    }

    /// The first letter and the domain.
    String email(String address) {
        int at = address.lastIndexOf('@');
        return full || at < 1
                ? address
                : address.substring(0, address.offsetByCodePoints(0, 1))
                        + "…"
                        + address.substring(at);
    }

    /// The last two digits.
    String phone(String e164) {
        return full ? e164 : "…" + e164.substring(Math.max(0, e164.length() - 2));
    }

    /// A network address without its last two parts.
    String network(String address) {
        return full ? address : NETWORK_END.matcher(address).replaceFirst(".…");
    }
}
