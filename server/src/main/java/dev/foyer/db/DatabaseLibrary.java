package dev.foyer.db;

import org.jdbi.v3.core.statement.internal.JfrSupport;
import org.postgresql.Driver;

import java.security.NoSuchAlgorithmException;

import javax.crypto.SecretKeyFactory;

/// The libraries under [Database], of which the first question takes a tenth of a second to load,
/// and the first proof of a password (SCRAM, RFC 7677) half of that.
public final class DatabaseLibrary {
    private DatabaseLibrary() {}

    /// Loads them, for whoever opens a database later.
    public static void load() {
        // It makes itself known to the flight recorder of the JVM, which takes most of that time.
        var _ = JfrSupport.isFlightRecorderAvailable();
        try {
            var _ = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        } catch (NoSuchAlgorithmException _) {
            // The driver will say so.
        }
        var _ = new Driver();
    }
}
