package dev.foyer.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Servers with few and with many customers, asked the same in turns. The limit is the smallest.
final class ScaleBenchmark implements Benchmark {
    private static final double PART = 0.9;
    private static final double MOST_FIND_MILLIS = 50;

    /// Of work on a live system; a statement on all sessions at once takes many times that.
    private static final double LONG_MILLIS = 1_000;

    private static final double GROWTH_MIB = 4;

    /// With fewer customers it is not worth the minutes that housekeeping takes.
    private static final int ENOUGH = 1_000;

    private static final Duration EXPIRES_WITHIN = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// What one round of the server's housekeeping can take.
    private static final int EXPIRING = 40_000;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String purpose() {
        return "read, login, register, search and expiry with more and more customers";
    }

    @Override
    public Plan plan() {
        return new Plan(
                3,
                Duration.ofSeconds(3),
                Duration.ofSeconds(12),
                16,
                0,
                0,
                List.of(10_000, 1_000_000));
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var servers = new ArrayList<Scaled>();
        try {
            for (int size : plan.sizes()) {
                servers.add(Scaled.of(size, plan, workshop));
            }
            for (var server : servers) {
                server.warmUp();
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (var server : servers) {
                    server.round();
                }
            }
            if (plan.sizes().getFirst() >= ENOUGH) {
                expire(servers);
            }
            return report(plan, workshop, servers);
        } catch (SQLException e) {
            throw new BenchFailed("sessions cannot be ended: " + e.getMessage(), e);
        } finally {
            servers.forEach(Scaled::close);
        }
    }

    /// Many sessions are over at once, twice: the second time must find the room of the first.
    private static void expire(List<Scaled> servers) throws SQLException, InterruptedException {
        for (var server : servers) {
            server.addExpired(EXPIRING, "first");
        }
        awaitRemoval(servers);
        for (var server : servers) {
            server.reuse();
            server.addExpired(EXPIRING, "second");
        }
        awaitRemoval(servers);
        for (var server : servers) {
            server.tellExpiry();
        }
    }

    private static void awaitRemoval(List<Scaled> servers)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + EXPIRES_WITHIN.toNanos();
        var waiting = new ArrayList<>(servers);
        while (!waiting.isEmpty()) {
            Thread.sleep(PAUSE);
            for (var server : servers) {
                if (!server.expires()) {
                    waiting.remove(server);
                }
            }
            if (System.nanoTime() > end) {
                throw new BenchFailed("sessions that are over are not removed in time");
            }
        }
    }

    private static Report report(Plan plan, Workshop workshop, List<Scaled> servers)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(
                "customers",
                plan.sizes().stream().map("%,d"::formatted).collect(Collectors.joining(" and ")));
        parameters.put("sessions", "twice as many");
        parameters.put("expired", "%,d sessions, twice".formatted(EXPIRING));
        parameters.put("hash", Cost.standard().name());
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("rounds", plan.timedRounds());
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        var small = servers.getFirst();
        var lines = new ArrayList<Line>();
        servers.forEach(server -> lines.addAll(lines(server, small)));
        return new Report(
                "scale",
                "more and more customers",
                small.words(),
                parameters,
                lines,
                List.of(
                        "All servers run at once and are asked in turns; each has its own"
                                + " PostgreSQL with 128 MB of buffers.",
                        "Up to 100,000 of the customers, spread over all, are used at random;"
                                + " their rows were read, and each of their sessions was used,"
                                + " before.",
                        "Searches are by beginnings of one letter or digit up to whole words, at"
                                + " the management API.",
                        "Sessions that are over are removed once a minute, in pieces. The table is"
                                + " vacuumed once between the two times."));
    }

    private static List<Line> lines(Scaled server, Scaled small) {
        var ours = server.series();
        var lines = new ArrayList<Line>();
        for (var figure : List.of(Scaled.READ, Scaled.LOGIN, Scaled.REGISTER)) {
            var line =
                    server == small
                            ? ours.alone(figure, "1/s")
                            : ours.beside(small.series(), figure, "1/s").atLeastOfLimit(PART);
            lines.add(line.of(server.words()));
        }
        for (var figure : List.of(Scaled.FIND_EMAIL, Scaled.FIND_NAME, Scaled.FIND_PHONE)) {
            lines.add(ours.alone(figure, "ms").under(MOST_FIND_MILLIS).of(server.words()));
        }
        if (ours.has(Scaled.GROWTH)) {
            lines.add(ours.alone(Scaled.EXPIRED_SECONDS, "s").of(server.words()));
            lines.add(ours.alone(Scaled.LONGEST, "ms").under(LONG_MILLIS).of(server.words()));
            lines.add(ours.alone(Scaled.DEAD, "rows").of(server.words()));
            lines.add(ours.alone(Scaled.GROWTH, "MiB").under(GROWTH_MIB).of(server.words()));
        }
        lines.add(ours.alone(Scaled.FILLED, "s").of(server.words()));
        return lines;
    }
}
