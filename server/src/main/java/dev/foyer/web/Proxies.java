package dev.foyer.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The proxies that are believed (`TRUSTED_PROXIES`). `X-Forwarded-For` is read from right to left,
/// as far as each address that passed a request on is a trusted one. Immutable.
public final class Proxies {
    /// More hops than any real chain has; the rest of a longer header is not read.
    private static final int MOST_HOPS = 20;

    private final List<Network> trusted;

    public Proxies(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /// @param tls whether the peer has come by TLS; a trusted one that names no scheme of the
    ///   client stands for its own
    Client client(InetAddress peer, boolean tls, Function<String, List<String>> headers) {
        var host = last(headers.apply("host"));
        if (!trusts(peer)) {
            return new Client(peer, tls, host.toLowerCase(Locale.ROOT));
        }
        var scheme = last(headers.apply("x-forwarded-proto"));
        var forwardedHost = last(headers.apply("x-forwarded-host"));
        return new Client(
                origin(peer, headers.apply("x-forwarded-for")),
                scheme.isEmpty() ? tls : scheme.equalsIgnoreCase("https"),
                (forwardedHost.isEmpty() ? host : forwardedHost).toLowerCase(Locale.ROOT));
    }

    private InetAddress origin(InetAddress peer, List<String> forwardedFor) {
        var hops = String.join(",", forwardedFor).split(",", -1);
        var address = peer;
        for (int i = hops.length - 1;
                i >= 0 && i >= hops.length - MOST_HOPS && trusts(address);
                i--) {
            var hop = Network.address(hops[i].strip());
            if (hop.isEmpty()) {
                return address;
            }
            address = hop.get();
        }
        return address;
    }

    boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    /// The value that the nearest proxy wrote: the last of the last line.
    private static String last(List<String> lines) {
        var line = lines.isEmpty() ? "" : lines.getLast();
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }
}
