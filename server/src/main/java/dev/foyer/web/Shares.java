package dev.foyer.web;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// How much each client holds of something that all share: an address of IPv4, or the first half of
/// one of IPv6, all of which belongs to one. Trusted proxies stand for many and hold nothing. Safe
/// for use by many threads.
final class Shares {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Predicate<InetAddress> isProxy;
    private final Map<ByteBuffer, Integer> held = new ConcurrentHashMap<>();

    Shares(Predicate<InetAddress> isProxy) {
        this.isProxy = isProxy;
    }

    /// One more for this client.
    ///
    /// @return how many it holds now
    int add(InetAddress client) {
        return isProxy.test(client) ? 0 : held.merge(network(client), 1, Integer::sum);
    }

    /// One less for this client.
    void remove(InetAddress client) {
        if (isProxy.test(client)) {
            return;
        }
        held.computeIfPresent(network(client), (_, count) -> count > 1 ? count - 1 : null);
    }

    int of(InetAddress client) {
        return isProxy.test(client) ? 0 : held.getOrDefault(network(client), 0);
    }

    /// How many the client holds that holds the most.
    int largest() {
        int largest = 0;
        for (int count : held.values()) {
            largest = Math.max(largest, count);
        }
        return largest;
    }

    private static ByteBuffer network(InetAddress address) {
        var bytes = address.getAddress();
        return ByteBuffer.wrap(
                bytes.length > IPV6_NETWORK_BYTES
                        ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)
                        : bytes);
    }
}
