package dev.foyer.db;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A connection of its own that listens to a channel of PostgreSQL (`LISTEN`, `NOTIFY`). Notices
/// come in the order in which what they tell of was committed. Belongs to one thread.
public final class Notices implements AutoCloseable {
    /// A network that falls silent is noticed after this.
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);

    /// Below that, so that no statement is left behind on the server.
    private static final Duration LONGEST = Duration.ofMillis(1500);

    private final Connection connection;

    private Notices(Connection connection) {
        this.connection = connection;
    }

    /// Listens from now on.
    ///
    /// @param channels plain names
    static Notices open(DatabaseUrl url, List<String> channels) throws SQLException {
        // A notice of our own need not survive a crash.
        var options =
                "-c synchronous_commit=off -c lock_timeout=%1$d -c statement_timeout=%1$d"
                        .formatted(LONGEST.toMillis());
        var bounds =
                Map.of(
                        "connectTimeout",
                        "2",
                        "socketTimeout",
                        Long.toString(SOCKET_TIMEOUT.toSeconds()),
                        "options",
                        options);
        var connection = OwnConnection.open(url, "foyer changes", bounds);
        try (var statement = connection.createStatement()) {
            for (var channel : channels) {
                statement.execute("listen " + channel);
            }
            return new Notices(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// One notice.
    public record Notice(String channel, String text) {}

    /// Sends a notice to every listener, this one included; it is among those that [#await] gives
    /// next.
    public void send(String channel, String text) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, channel);
            statement.setString(2, text);
            statement.execute();
        }
    }

    /// What has come, in order; waits for the first one.
    ///
    /// @param patience at least a millisecond
    public List<Notice> await(Duration patience) throws SQLException {
        var come =
                connection
                        .unwrap(PGConnection.class)
                        .getNotifications(Math.toIntExact(patience.toMillis()));
        return come == null
                ? List.of()
                : Stream.of(come)
                        .map(notice -> new Notice(notice.getName(), notice.getParameter()))
                        .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
