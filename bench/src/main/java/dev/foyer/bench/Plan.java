package dev.foyer.bench;

import java.time.Duration;

/// How often, how long and how hard a benchmark measures.
///
/// @param rounds how often everything is measured
/// @param round how long one measurement takes
/// @param warmup load before the first measurement, so that the JVM has compiled what is hot
/// @param connections open at once, each with one request at a time
/// @param sessions customers signed in, of whom each request picks one at random
/// @param requests in one measurement, where these are counted and not timed
record Plan(
        int rounds, Duration round, Duration warmup, int connections, int sessions, int requests) {

    /// Five rounds of five seconds after twenty of warming up, on 32 connections.
    static final Plan STANDARD =
            new Plan(5, Duration.ofSeconds(5), Duration.ofSeconds(20), 32, 1_000, 100_000);
}
