package dev.foyer.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One request on a connection of its own, byte by byte as it is given, and what came back.
///
/// @param status 0 where the server closed without an answer
/// @param head in lower case, a line for each header
record Exchange(int status, List<String> head, String body) {
    private static final int PATIENCE_MILLIS = 30_000;

    Exchange {
        head = List.copyOf(head);
    }

    /// A request as it goes onto the wire.
    ///
    /// @param start the request line Nothing compares requests.
    @SuppressWarnings("ArrayRecordComponent")
    record Ask(int port, String start, List<String> headers, byte[] body) {
        Ask {
            headers = List.copyOf(headers);
        }

        byte[] bytes() {
            var out = new ByteArrayOutputStream();
            var lines = new ArrayList<String>();
            lines.add(start);
            lines.add("Host: 127.0.0.1:" + port);
            lines.add("Connection: close");
            lines.addAll(headers);
            if (body.length > 0 || !start.startsWith("GET")) {
                lines.add("Content-Length: " + body.length);
            }
            var head = String.join("\r\n", lines) + "\r\n\r\n";
            out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(body);
            return out.toByteArray();
        }

        /// To send it again.
        @Override
        public String toString() {
            return new String(bytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static Exchange of(Ask ask) throws IOException {
        var received = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ask.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(ask.bytes());
            socket.getInputStream().transferTo(received);
        } catch (SocketException _) {
            // The server may close on rubbish without reading all of it.
        }
        return read(received.toByteArray());
    }

    private static Exchange read(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 ") || end < 0) {
            return new Exchange(0, List.of(), text);
        }
        var lines = text.substring(0, end).split("\r\n", -1);
        var head = List.of(lines).stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
        var body = new String(bytes, end + 4, bytes.length - end - 4, StandardCharsets.UTF_8);
        return new Exchange(
                Integer.parseInt(text.substring(9, 12)), head.subList(1, head.size()), body);
    }

    Optional<String> header(String name) {
        return head.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
