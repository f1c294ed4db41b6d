package dev.foyer.web;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;

import java.time.Duration;

/// A connection of HTTP/2 that tells when it has ended, for whatever reason: the library leaves its
/// streams waiting for what will never come.
final class WatchedHttp2 implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection connection;
    private final Connection watched;

    WatchedHttp2(ServerConnection connection, Connection watched) {
        this.connection = connection;
        this.watched = watched;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            connection.handle(limit);
        } finally {
            watched.isOver();
        }
    }

    @Override
    public boolean canInterrupt() {
        return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
        return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        connection.close(interrupt);
    }
}
