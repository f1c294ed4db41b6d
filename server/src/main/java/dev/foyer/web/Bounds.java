package dev.foyer.web;

/// How much a listener takes.
///
/// @param connections open at once; further ones take the place of those of whoever holds the most
///   (`MAX_CONNECTIONS`)
/// @param perClient of these, from one address (IPv6: one /64) that is no trusted proxy; further
///   ones are closed (`MAX_CONNECTIONS_PER_CLIENT`)
/// @param patience with each of them
public record Bounds(int connections, int perClient, Patience patience) {
    /// Each connection may hold a head and a body, some 100 KiB; all of them together must leave
    /// room in the smallest heap, 320 MB.
    public static final int CONNECTIONS = 2000;

    /// The management port: for an operator and a probe or two.
    public static final Bounds MANAGEMENT = new Bounds(200, 200, Patience.STANDARD);

    /// A storefront's server stands for all of its shoppers: half. That leaves nothing where two
    /// hold as many, and then whoever holds the most makes room.
    public static int perClient(int connections) {
        return connections / 2;
    }

    /// With more of them open, a further one takes the place of another. The rest is for trusted
    /// proxies, for whom nobody else may have to go, and for those that are closed and have not
    /// ended: the library accepts nobody beyond [#connections].
    int comfortable() {
        return connections - Math.max(1, connections / 20);
    }

    /// Streams of HTTP/2 under way on all connections: each holds a head and a body as a connection
    /// of HTTP/1.1 does, but a hundred of them may come on one. Half, since both must fit.
    int streams() {
        return connections / 2;
    }

    /// Of these, from one address that is no trusted proxy.
    int streamsPerClient() {
        return Math.max(1, perClient / 2);
    }
}
