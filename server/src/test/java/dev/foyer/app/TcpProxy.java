package dev.foyer.app;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A stretch of network between Foyer and something it depends on, which a test can cut. As an
/// extension it is closed after its class:
///
/// ```java
/// @RegisterExtension @Order(1) static final TcpProxy network = TcpProxy.toDatabase("");
///
/// @RegisterExtension @Order(2) static final Shop shop = Shop.open().behind(network);
/// ```
public final class TcpProxy implements AfterAllCallback, AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> named = ConcurrentHashMap.newKeySet();
    private final String name;
    private volatile State state = State.WHOLE;

    private enum State {
        WHOLE,
        CUT,
        SILENT,
        NAMED_SILENT
    }

    private TcpProxy(ServerSocket door, int target, String name) {
        this.door = door;
        this.target = target;
        this.name = name;
    }

    /// A whole connection to a port of this machine.
    public static TcpProxy to(int target) throws IOException {
        return to(target, "");
    }

    /// The same; of its connections those can be told apart whose clients begin with this text.
    public static TcpProxy to(int target, String name) throws IOException {
        var door = new ServerSocket();
        door.bind(new InetSocketAddress(LOOPBACK, 0));
        var proxy = new TcpProxy(door, target, name);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    /// The same to the database of the tests, for [Shop#behind].
    public static TcpProxy toDatabase(String name) {
        try {
            return to(TestDatabase.port(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// From now on every connection breaks at once.
    public void cut() {
        state = State.CUT;
        breakAll();
    }

    /// From now on connections stay open, and nothing comes through.
    public void silence() {
        state = State.SILENT;
    }

    /// From now on nothing comes through the connections that have the name.
    public void silenceNamed() {
        state = State.NAMED_SILENT;
    }

    /// From now on new connections work again; what fell silent breaks.
    public void mend() {
        breakAll();
        state = State.WHOLE;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        door.close();
        breakAll();
    }

    private void breakAll() {
        open.forEach(TcpProxy::closeQuietly);
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (state == State.CUT) {
                    near.close();
                } else {
                    connect(near);
                }
            } catch (IOException _) {
                // Closed, or the far side is away: the next one may fare better.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        open.add(near);
        Socket far;
        try {
            far = new Socket(LOOPBACK, target);
        } catch (IOException e) {
            near.close();
            throw e;
        }
        open.add(far);
        Thread.ofVirtual().start(() -> pump(near, near, far));
        Thread.ofVirtual().start(() -> pump(near, far, near));
    }

    private void pump(Socket near, Socket from, Socket to) {
        var buffer = new byte[8192];
        try (from;
                to) {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (from.equals(near) && !name.isEmpty() && text(buffer, n).contains(name)) {
                    named.add(near);
                }
                if (comesThrough(near)) {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException _) {
            // The other direction, or a test, has closed it.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private boolean comesThrough(Socket near) {
        return switch (state) {
            case WHOLE -> true;
            case NAMED_SILENT -> !named.contains(near);
            case CUT, SILENT -> false;
        };
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }
}
