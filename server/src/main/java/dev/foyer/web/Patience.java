package dev.foyer.web;

import java.time.Duration;

/// How long a client is waited for. Each bound is one for the whole, however often a byte comes.
///
/// @param head from the first byte of a head to its last; for the first one from the connection on,
///   with the TLS handshake in it (`REQUEST_HEAD_TIMEOUT`)
/// @param body for all of a body of at most 64 KiB (`REQUEST_BODY_TIMEOUT`)
/// @param answer until the client has taken so much of the answer that the rest fits into the
///   system's buffers (`ANSWER_TIMEOUT`)
public record Patience(Duration head, Duration body, Duration answer) {
    /// The slowest mobile networks need a few seconds for each.
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /// Between two requests; proxies keep theirs open for a minute, as a rule.
    static final Duration IDLE = Duration.ofMinutes(2);

    /// The same while few connections are left: those at work go before those at rest.
    static final Duration IDLE_IN_A_CROWD = Duration.ofSeconds(2);

    /// Then nobody who dawdles may keep a place from somebody who does not.
    private static final Duration HEAD_IN_A_CROWD = Duration.ofSeconds(3);

    private static final Duration BODY_IN_A_CROWD = Duration.ofSeconds(5);

    /// More than any sum of our own bounds: body, hashing, statements.
    static final Duration LONGEST_WORK = Duration.ofMinutes(2);

    Duration withHead(boolean crowded) {
        return crowded ? shorter(head, HEAD_IN_A_CROWD) : head;
    }

    Duration withBody(boolean crowded) {
        return crowded ? shorter(body, BODY_IN_A_CROWD) : body;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
