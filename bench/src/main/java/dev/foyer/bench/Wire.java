package dev.foyer.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One connection that speaks as little HTTP/1.1 (RFC 9112) as a load needs: ready-made bytes out,
/// and of what comes back status and `Content-Length`. Belongs to one thread; closing it from
/// another wakes that one.
final class Wire implements AutoCloseable {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_REQUEST = 8 * 1024;
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST_REQUEST);
    private final byte[] bytes = new byte[LARGEST_ANSWER];
    private final ByteBuffer in = ByteBuffer.wrap(bytes);
    private int bodyAt;
    private int end;

    private Wire(SocketChannel channel) {
        this.channel = channel;
    }

    static Wire to(int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Wire(channel);
    }

    /// Sends a request and reads the whole answer; its status.
    int exchange(byte[] request) throws IOException {
        out.clear().put(request).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        in.clear();
        readHead();
        end = bodyAt + contentLength();
        if (end > bytes.length) {
            throw new IOException("an answer of " + end + " bytes is more than is read here");
        }
        while (in.position() < end) {
            read();
        }
        if (in.position() > end) {
            throw new IOException("more came than was asked for");
        }
        return status();
    }

    /// [#exchange], with all of the answer.
    Answer ask(byte[] request) throws IOException {
        int status = exchange(request);
        var head = new String(bytes, 0, bodyAt, StandardCharsets.ISO_8859_1);
        var body = new String(bytes, bodyAt, end - bodyAt, StandardCharsets.UTF_8);
        return Answer.of(status, head, body);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readHead() throws IOException {
        int seen = 0;
        while (true) {
            read();
            for (int i = Math.max(seen, 3); i < in.position(); i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                    bodyAt = i + 1;
                    return;
                }
            }
            seen = in.position();
        }
    }

    private void read() throws IOException {
        if (!in.hasRemaining()) {
            throw new IOException("the head of an answer is longer than is read here");
        }
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed a connection");
        }
    }

    private int status() {
        return 100 * digit(STATUS_AT) + 10 * digit(STATUS_AT + 1) + digit(STATUS_AT + 2);
    }

    private int digit(int at) {
        return bytes[at] - '0';
    }

    private int contentLength() throws IOException {
        for (int i = STATUS_AT; i < bodyAt - LENGTH.length; i++) {
            if (bytes[i] == '\n' && isLength(i + 1)) {
                return number(i + 1 + LENGTH.length);
            }
        }
        if (status() == 204) {
            return 0;
        }
        throw new IOException("an answer without Content-Length");
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            // Letters in either case; the bit that is set makes no other header equal.
            if ((bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) throws IOException {
        int number = UNKNOWN;
        for (int i = at; bytes[i] != '\r'; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = Math.max(0, number) * 10 + digit(i);
                if (number > LARGEST_ANSWER) {
                    break;
                }
            }
        }
        if (number == UNKNOWN) {
            throw new IOException("a Content-Length that is no number");
        }
        return number;
    }
}
