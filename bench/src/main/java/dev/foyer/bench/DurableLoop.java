package dev.foyer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// The limit of every registration: a hash, and one durable transaction with one row; a program of
/// its own. At most as many hashes at once as there are cores. For each line with a number of
/// milliseconds it does so for that long and answers with the count and the nanoseconds that it
/// took.
final class DurableLoop {
    private final String[] place;
    private final Runnable hash;
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());

    private DurableLoop(String[] place, Runnable hash) {
        this.place = place;
        this.hash = hash;
    }

    /// @param args JDBC address, user, password, threads, then those of [HashLoop]
    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[3]);
        var hash = HashLoop.hash(Arrays.copyOfRange(args, 4, args.length));
        var loop = new DurableLoop(Arrays.copyOf(args, 3), hash);
        try (var connection = loop.connect();
                var statement = connection.createStatement()) {
            var _ =
                    statement.execute(
                            "create table if not exists bare (id bigserial primary key, told"
                                    + " text)");
        }
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                long begin = System.nanoTime();
                long end = begin + Long.parseLong(line) * 1_000_000;
                Callable<Long> work = () -> loop.run(end);
                long count = 0;
                for (var part :
                        pool.invokeAll(Stream.generate(() -> work).limit(threads).toList())) {
                    count += part.resultNow();
                }
                System.out.println(count + " " + (System.nanoTime() - begin));
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(place[0], place[1], place[2]);
    }

    private long run(long end) throws SQLException, InterruptedException, IOException {
        long count = 0;
        try (var connection = connect();
                var insert =
                        connection.prepareStatement(
                                "insert into bare (told) values (repeat('x', 200))")) {
            while (System.nanoTime() < end) {
                cores.acquire();
                try {
                    hash.run();
                } finally {
                    cores.release();
                }
                count += insert.executeUpdate();
            }
        }
        return count;
    }
}
