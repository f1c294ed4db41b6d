package dev.foyer.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.random.RandomGenerator;

/// The port of the database on the loopback address.
///
/// Taken from below the range that systems hand out to outgoing connections (Linux from 32768,
/// macOS from 49152): while the database restarts, a client that tries again and again could
/// otherwise be given the very port it tries to reach, and hold it.
final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int TRIES = 200;

    private Ports() {}

    /// The port of the last start if it is free, else any free one; kept for the next start.
    static int choose(PostgresFolder folder) throws IOException {
        var last = last(folder);
        if (last >= FIRST && last < END && isFree(last)) {
            return last;
        }
        for (var i = 0; i < TRIES; i++) {
            var port = RandomGenerator.getDefault().nextInt(FIRST, END);
            if (isFree(port)) {
                Disk.writePrivately(folder.port(), port + "\n");
                return port;
            }
        }
        throw new EmbeddedPostgresException(
                "no free port between %d and %d for the database".formatted(FIRST, END - 1));
    }

    private static int last(PostgresFolder folder) throws IOException {
        if (Files.notExists(folder.port())) {
            return 0;
        }
        var text = Files.readString(folder.port()).strip();
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    /// True at the moment of asking; somebody else may still be quicker.
    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
}
