package dev.foyer.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/// The signals PostgreSQL understands and Java cannot send by itself.
enum Signal {
    /// "Fast": ends sessions, writes a checkpoint, stops.
    INT,
    /// "Immediate": stops without a checkpoint; the next start replays the log.
    QUIT,
    KILL;

    private static final Logger LOG = LoggerFactory.getLogger(Signal.class);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(5);

    /// A process that is gone already is no failure.
    ///
    /// The shell's own `kill` is used: small systems carry no program of that name.
    void sendTo(ProcessHandle process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            var kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + process.pid())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!Patience.until(() -> !kill.isAlive(), SENT_WITHIN)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.warn("Process {} could not be sent {}", process.pid(), name(), e);
        }
    }
}
