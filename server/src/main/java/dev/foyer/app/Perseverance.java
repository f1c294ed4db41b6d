package dev.foyer.app;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

/// How long commands work at the server: what asks a thousand times outlives a database that is
/// away for some seconds, but not a server that is gone.
final class Perseverance {
    private static final int TRIES = 15;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Perseverance() {}

    /// What keeps a long command from going on, in one line for the operator.
    static final class Spent extends Exception {
        private static final long serialVersionUID = 1L;

        Spent(String message) {
            super(message);
        }
    }

    static JsonNode ask(
            ManagementClient server, String method, String path, @Nullable JsonNode body)
            throws Spent, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = server.send(method, path, body);
                if (answer.status() == 200) {
                    return answer.body();
                }
                if (answer.status() != 503 || attempt == TRIES) {
                    throw new Spent(Desk.complaint(answer));
                }
            } catch (ManagementClient.NoServer e) {
                throw new Spent(String.valueOf(e.getMessage()));
            }
            Thread.sleep(PAUSE);
        }
    }
}
