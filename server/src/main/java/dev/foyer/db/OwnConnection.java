package dev.foyer.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// Connections that do not come from the pool, for work that is nobody's request.
final class OwnConnection {
    private OwnConnection() {}

    /// Opens one; who asked for it closes it.
    ///
    /// @param name under which the database lists it
    /// @param bounds properties of the driver, its bounds on time among them
    static Connection open(DatabaseUrl url, String name, Map<String, String> bounds)
            throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        bounds.forEach(properties::setProperty);
        return DriverManager.getConnection(url.jdbc(), properties);
    }
}
