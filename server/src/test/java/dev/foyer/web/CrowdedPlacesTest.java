package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All places are taken: whoever holds the most loses one, and a newcomer finds room. Clients are
/// told apart by their addresses, all of this machine.
class CrowdedPlacesTest {
    private static final String GREEDY = "127.0.0.2";
    private static final String MODEST = "127.0.0.3";
    private static final String NEWCOMER = "127.0.0.4";
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
    private static final int ANSWERED_WITHIN_MILLIS = 1500;
    private static final byte[] REQUEST =
            "HEAD /csrf_token/ HTTP/1.1\r\nHost: shop.test\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /// The default share of one client is ten.
    @RegisterExtension static final Shop shop = Shop.open().with("MAX_CONNECTIONS", "40");

    @RegisterExtension
    static final Shop full =
            Shop.open().with("MAX_CONNECTIONS", "40").with("MAX_CONNECTIONS_PER_CLIENT", "30");

    @RegisterExtension
    static final Shop proxied =
            Shop.open()
                    .with("MAX_CONNECTIONS", "40")
                    .with("MAX_CONNECTIONS_PER_CLIENT", "30")
                    .with("TRUSTED_PROXIES", GREEDY);

    /// Somebody with many connections, all of which stay in use.
    private static final class Client implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();
        private final Shop shop;
        private final InetAddress address;

        Client(Shop shop, String address) {
            this.shop = shop;
            this.address = InetAddress.ofLiteral(address);
        }

        /// Opens so many more.
        Client opens(int connections) throws IOException {
            for (int i = 0; i < connections; i++) {
                var target = InetAddress.getLoopbackAddress();
                var socket = new Socket(target, shop.port(), address, 0);
                socket.setSoTimeout(ANSWERED_WITHIN_MILLIS);
                sockets.add(socket);
                var _ = isServed(socket);
            }
            return this;
        }

        /// Uses each once; how many are answered.
        int served() {
            int served = 0;
            for (var socket : sockets) {
                served += isServed(socket) ? 1 : 0;
            }
            return served;
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void half_of_the_connections_is_the_share_of_one() throws Exception {
        try (var greedy = new Client(shop, GREEDY).opens(21)) {
            assertThat(greedy.served()).isEqualTo(20);
        }
    }

    /// Whoever keeps all of them busy, a request now and then on each, is never overdue.
    @Test
    void newcomers_take_the_places_of_whoever_holds_the_most() throws Exception {
        Eventually.holds(
                "five newcomers come in, at the cost of the greedy one alone",
                SEEN_WITHIN,
                () -> areServedAtTheCostOfTheGreedy(full, 5));
    }

    @Test
    void who_holds_the_most_makes_room_for_itself() throws Exception {
        Eventually.holds(
                "a further connection of the greedy one replaces one of its own",
                SEEN_WITHIN,
                () -> {
                    try (var modest = new Client(full, MODEST).opens(11);
                            var greedy = new Client(full, GREEDY).opens(29)) {
                        return modest.served() == 11 && greedy.served() == 27;
                    } catch (IOException _) {
                        return false;
                    }
                });
    }

    @Test
    void a_trusted_proxy_loses_nothing_to_strangers() throws Exception {
        Eventually.holds(
                "strangers share what the proxy leaves",
                SEEN_WITHIN,
                () -> {
                    try (var proxy = new Client(proxied, GREEDY).opens(30);
                            var strangers = new Client(proxied, MODEST).opens(12)) {
                        return proxy.served() == 30 && strangers.served() == 8;
                    } catch (IOException _) {
                        return false;
                    }
                });
    }

    private static boolean areServedAtTheCostOfTheGreedy(Shop where, int newcomers) {
        try (var greedy = new Client(where, GREEDY).opens(30);
                var modest = new Client(where, MODEST).opens(8)) {
            if (greedy.served() != 30 || modest.served() != 8) {
                return false;
            }
            try (var newcomer = new Client(where, NEWCOMER).opens(newcomers)) {
                return newcomer.served() == newcomers
                        && modest.served() == 8
                        && greedy.served() == 30 - newcomers;
            }
        } catch (IOException _) {
            return false;
        }
    }

    /// Sends a request and takes the answer, which is a head and no more.
    private static boolean isServed(Socket socket) {
        try {
            socket.getOutputStream().write(REQUEST);
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.append((char) next);
            }
            return head.toString().startsWith("HTTP/1.1 200 ");
        } catch (IOException _) {
            return false;
        }
    }
}
