package dev.foyer.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The proxies that are believed (`TRUSTED_PROXIES`). `X-Forwarded-For`, or `Forwarded` (RFC 7239),
/// is read from right to left, as far as each address that passed a request on is a trusted one.
///
/// A proxy that writes one of the two may hand on the other as its client made it up. Where both
/// come and tell of different clients, neither is believed, and the proxy itself counts as the
/// client. Immutable.
public final class Proxies {
    /// More hops than any real chain has; the rest of a longer header is not read.
    private static final int MOST_HOPS = 20;

    private static final List<String> FAMILY =
            List.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host");

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
        var forwarded = Forwarded.elements(headers.apply("forwarded"), MOST_HOPS);
        boolean isPlain = FAMILY.stream().anyMatch(name -> !headers.apply(name).isEmpty());
        if (!isPlain && !forwarded.isEmpty()) {
            return byStandard(peer, tls, forwarded, host);
        }
        var forwardedHost = last(headers.apply("x-forwarded-host"));
        return new Client(
                agreed(peer, origin(peer, listed(headers.apply("x-forwarded-for"))), forwarded),
                isHttps(last(headers.apply("x-forwarded-proto")), tls),
                (forwardedHost.isEmpty() ? host : forwardedHost).toLowerCase(Locale.ROOT));
    }

    private Client byStandard(
            InetAddress peer, boolean tls, List<Forwarded> forwarded, String host) {
        var nearest = forwarded.getLast();
        return new Client(
                origin(peer, forwarded.stream().map(Forwarded::node).toList()),
                isHttps(nearest.proto(), tls),
                (nearest.host().isEmpty() ? host : nearest.host()).toLowerCase(Locale.ROOT));
    }

    private static boolean isHttps(String scheme, boolean tls) {
        return scheme.isEmpty() ? tls : scheme.equalsIgnoreCase("https");
    }

    private InetAddress agreed(InetAddress peer, InetAddress plain, List<Forwarded> forwarded) {
        return forwarded.isEmpty()
                        || origin(peer, forwarded.stream().map(Forwarded::node).toList())
                                .equals(plain)
                ? plain
                : peer;
    }

    private static List<String> listed(List<String> lines) {
        return List.of(String.join(",", lines).split(",", -1));
    }

    private InetAddress origin(InetAddress peer, List<String> hops) {
        var address = peer;
        for (int i = hops.size() - 1;
                i >= 0 && i >= hops.size() - MOST_HOPS && trusts(address);
                i--) {
            var hop = Network.address(hops.get(i).strip());
            if (hop.isEmpty()) {
                return address;
            }
            address = hop.get();
        }
        return address;
    }

    boolean trusts(InetAddress address) {
        for (var network : trusted) {
            if (network.holds(address)) {
                return true;
            }
        }
        return false;
    }

    /// The value that the nearest proxy wrote: the last of the last line.
    private static String last(List<String> lines) {
        var line = lines.isEmpty() ? "" : lines.getLast();
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }
}
