package dev.foyer.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where a request comes from, after trusted proxies have been looked through.
///
/// @param address the network address of the client
/// @param secure whether the client speaks HTTPS
/// @param host host and port as the client wrote them, lower case; empty where it sent none
public record Client(InetAddress address, boolean secure, String host) {
    /// What one household or office gets (RFC 6177): within it anybody may take any address.
    private static final int IPV6_NETWORK_BYTES = 8;

    /// The address as text, without a name.
    public String addressText() {
        return address.getHostAddress();
    }

    /// The network that counts as one client, as text: the /64 of an IPv6 address, and an IPv4
    /// address by itself.
    public String network() {
        return network(address);
    }

    /// The network of an address in digits; empty where it is none.
    public static String network(String address) {
        return Network.address(address).map(Client::network).orElse("");
    }

    private static String network(InetAddress address) {
        var bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(
                        address instanceof Inet6Address
                                ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)
                                : bytes);
    }

    /// The origin (RFC 6454) under which the client sees this server.
    public String origin() {
        return (secure ? "https://" : "http://") + host;
    }
}
