package dev.foyer.people;

import dev.foyer.app.Shop;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// Somebody who writes HTTP/2 frames by hand (RFC 9113), over TLS, for what no HTTP client would
/// send. Names and values are sent as they are, without compression (RFC 7541, 6.2.2).
public final class Http2Wire implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int CONTINUATION = 9;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    /// Numbers in the static table (RFC 7541, appendix A); the server takes these names by number
    /// alone.
    private static final Map<String, Integer> PSEUDO =
            Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6);

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final SSLSocket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Http2Wire(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// A frame that came.
    ///
    /// @param text of its payload, one character for each byte
    public record Frame(int type, int flags, int stream, String text) {
        /// The error code of a RST_STREAM or GOAWAY.
        public int code() {
            return text.charAt(text.length() < 8 ? 3 : 7);
        }

        boolean ends(int ofStream) {
            boolean isLast = type <= HEADERS && (flags & END_STREAM) != 0;
            return stream == ofStream && (isLast || type == RST_STREAM);
        }
    }

    /// Shakes hands and says the preface.
    public static Http2Wire to(Shop shop, SelfSigned trusted) throws IOException {
        return to(shop, trusted, "127.0.0.1");
    }

    /// The same from another address of this machine (127.0.0.0/8): another client.
    public static Http2Wire to(Shop shop, SelfSigned trusted, String from) throws IOException {
        var factory = SelfSigned.trusting(trusted).getSocketFactory();
        var socket =
                (SSLSocket)
                        factory.createSocket(
                                "localhost", shop.port(), InetAddress.ofLiteral(from), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        var wire = new Http2Wire(socket);
        wire.out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        wire.send(SETTINGS, 0, 0, new byte[0]);
        return wire;
    }

    public Http2Wire send(int type, int flags, int stream, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(stream >> shift);
        }
        frame.write(payload);
        out.write(frame.toByteArray());
        out.flush();
        return this;
    }

    /// A block of these fields: names and values in turns.
    public static byte[] block(String... fields) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            int known = PSEUDO.getOrDefault(fields[i], 0);
            block.write(known);
            if (known == 0) {
                text(block, fields[i]);
            }
            text(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    /// The head of a request whose body is read before it is answered, and has ten bytes.
    public static byte[] hook() {
        return block(
                ":method",
                "PATCH",
                ":scheme",
                "https",
                ":authority",
                "localhost",
                ":path",
                "/users/hooks/unsubscribe-user/",
                "content-type",
                "application/json",
                "content-length",
                "10");
    }

    /// A request without a body, with further fields.
    public static byte[] get(String path, String... more) {
        var fields =
                new ArrayList<>(
                        List.of(
                                ":method",
                                "GET",
                                ":scheme",
                                "https",
                                ":authority",
                                "localhost",
                                ":path",
                                path));
        fields.addAll(List.of(more));
        return block(fields.toArray(String[]::new));
    }

    /// What comes until the server says goodbye or closes.
    public List<Frame> rest() throws IOException {
        return until(frame -> frame.type() == GOAWAY);
    }

    /// What comes until a stream ends, in whatever way.
    public List<Frame> answer(int stream) throws IOException {
        return until(frame -> frame.type() == GOAWAY || frame.ends(stream));
    }

    private List<Frame> until(Predicate<Frame> last) throws IOException {
        var frames = new ArrayList<Frame>();
        try {
            while (frames.isEmpty() || !last.test(frames.getLast())) {
                frames.add(next());
            }
        } catch (EOFException | SocketException | SSLException _) {
            // The end.
        }
        return frames;
    }

    /// The next frame of this type; those before it are passed over.
    public Frame next(int type) throws IOException {
        while (true) {
            var frame = next();
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    private Frame next() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        var payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, new String(payload, StandardCharsets.ISO_8859_1));
    }

    private static void text(ByteArrayOutputStream block, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        length(block, bytes.length);
        block.writeBytes(bytes);
    }

    /// An integer of seven bits and as many more as it takes (RFC 7541, 5.1).
    private static void length(ByteArrayOutputStream block, int value) {
        if (value < 127) {
            block.write(value);
            return;
        }
        block.write(127);
        int rest = value - 127;
        while (rest >= 128) {
            block.write(rest % 128 + 128);
            rest /= 128;
        }
        block.write(rest);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
