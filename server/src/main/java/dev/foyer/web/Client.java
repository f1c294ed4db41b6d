package dev.foyer.web;

import java.net.InetAddress;

/// Where a request comes from, after trusted proxies have been looked through.
///
/// @param address the network address of the client
/// @param secure whether the client speaks HTTPS
/// @param host host and port as the client wrote them, lower case; empty where it sent none
public record Client(InetAddress address, boolean secure, String host) {
    /// The address as text, without a name.
    public String addressText() {
        return address.getHostAddress();
    }

    /// The origin (RFC 6454) under which the client sees this server.
    public String origin() {
        return (secure ? "https://" : "http://") + host;
    }
}
