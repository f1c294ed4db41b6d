package dev.foyer.web;

import java.net.InetAddress;
import java.util.Optional;

/// A network in CIDR notation (RFC 4632), or a single address.
///
/// @param bits how many leading bits count
public record Network(InetAddress base, int bits) {
    /// Reads `10.0.0.0/8`, `::1`, and the like; never asks a name server.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        var base = address(slash < 0 ? text : text.substring(0, slash));
        if (base.isEmpty()) {
            return Optional.empty();
        }
        int width = base.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new Network(base.get(), width));
        }
        var bits = text.substring(slash + 1);
        boolean sound = bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= width;
        return sound
                ? Optional.of(new Network(base.get(), Integer.parseInt(bits)))
                : Optional.empty();
    }

    /// Whether an address lies in this network.
    public boolean holds(InetAddress address) {
        var mine = base.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /// An address in digits; IPv6 with or without brackets.
    static Optional<InetAddress> address(String text) {
        var bare =
                text.startsWith("[") && text.endsWith("]")
                        ? text.substring(1, text.length() - 1)
                        : text;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
