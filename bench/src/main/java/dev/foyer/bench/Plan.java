package dev.foyer.bench;

import java.time.Duration;
import java.util.List;

/// How often, how long and how hard a benchmark measures.
///
/// @param rounds how often everything is measured
/// @param round how long one measurement takes
/// @param warmup load before the first measurement, so that the JVM has compiled what is hot
/// @param connections open at once, each with one request at a time
/// @param sessions customers signed in, of whom each request picks one at random
/// @param requests in one measurement, where these are counted and not timed
/// @param sizes how many customers there are, where that is what is measured
record Plan(
        int rounds,
        Duration round,
        Duration warmup,
        int connections,
        int sessions,
        int requests,
        List<Integer> sizes) {

    /// Five rounds of five seconds after twenty of warming up, on 32 connections.
    static final Plan STANDARD =
            new Plan(5, Duration.ofSeconds(5), Duration.ofSeconds(20), 32, 1_000, 100_000);

    Plan(int rounds, Duration round, Duration warmup, int connections, int sessions, int requests) {
        this(rounds, round, warmup, connections, sessions, requests, List.of());
    }

    /// Just enough of it to see that it works.
    Plan inShort() {
        return new Plan(
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Math.min(connections, 4),
                Math.min(sessions, 64),
                Math.min(requests, 1_000),
                sizes.isEmpty() ? List.of() : List.of(200, 400));
    }

    /// For people.
    String timedRounds() {
        return rounds + " of " + round.toSeconds() + " s";
    }
}
