package dev.foyer.people;

import dev.foyer.app.Shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Somebody who writes to the socket by hand, for what no HTTP client would send.
public final class Wire {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private final String received;

    private Wire(String received) {
        this.received = received;
    }

    /// Sends these characters, one byte each, and takes everything until the server closes.
    public static Wire say(Shop shop, String bytes) {
        return exchange(shop, bytes, false);
    }

    /// Sends these characters and nothing more ever: the other side sees the end.
    public static Wire sayAndBreakOff(Shop shop, String bytes) {
        return exchange(shop, bytes, true);
    }

    /// The answers' statuses, in order.
    public List<Integer> statuses() {
        var statuses = new ArrayList<Integer>();
        var lines = STATUS.matcher(received);
        while (lines.find()) {
            statuses.add(Integer.valueOf(lines.group(1)));
        }
        return statuses;
    }

    /// Everything that came, head and body.
    public String text() {
        return received;
    }

    /// What came after the first head.
    public String body() {
        int end = received.indexOf("\r\n\r\n");
        return end < 0 ? "" : received.substring(end + 4);
    }

    private static Wire exchange(Shop shop, String bytes, boolean breakOff) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var received = new ByteArrayOutputStream();
            unlessClosed(
                    () -> {
                        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                        if (breakOff) {
                            socket.shutdownOutput();
                        }
                    });
            unlessClosed(() -> socket.getInputStream().transferTo(received));
            return new Wire(received.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        void go() throws IOException;
    }

    /// The server may close on rubbish without reading all of it.
    private static void unlessClosed(Step step) throws IOException {
        try {
            step.go();
        } catch (SocketException _) {
            // What had come by then counts.
        }
    }
}
