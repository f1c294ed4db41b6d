package dev.foyer.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where the database is reached, and whether it lets us in.
record PostgresDoor(PostgresCluster cluster, int port) {
    enum Answer {
        READY,
        /// It is there and asks for time: it starts, or recovers from a crash.
        STARTING,
        /// It is there and has another password than ours.
        WRONG_PASSWORD,
        NONE
    }

    /// Enough for a machine under load; the loopback address itself takes microseconds.
    private static final String SECONDS = "5";

    // SQLSTATEs: PostgreSQL documentation, appendix A.
    private static final String CANNOT_CONNECT_NOW = "57P03";
    private static final String INVALID_PASSWORD = "28P01";
    private static final String INVALID_CATALOG_NAME = "3D000";

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
                .formatted(port, database);
    }

    /// Tries to come in as the application would, and makes its database at the first time.
    Answer knock() {
        try (var _ = connect(PostgresCluster.DATABASE)) {
            return Answer.READY;
        } catch (SQLException e) {
            return switch (String.valueOf(e.getSQLState())) {
                case CANNOT_CONNECT_NOW -> Answer.STARTING;
                case INVALID_PASSWORD -> Answer.WRONG_PASSWORD;
                case INVALID_CATALOG_NAME -> createDatabase();
                default -> Answer.NONE;
            };
        }
    }

    private Answer createDatabase() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + PostgresCluster.DATABASE);
            return Answer.STARTING;
        } catch (SQLException _) {
            return Answer.NONE; // The log tells why, should it stay so.
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", PostgresCluster.USER);
        properties.setProperty("password", cluster.password());
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        return DriverManager.getConnection(url(port, database), properties);
    }
}
