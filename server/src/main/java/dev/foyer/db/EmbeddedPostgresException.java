package dev.foyer.db;

/// The embedded database cannot be started, and why, in one line that a person can act on.
///
/// The message names the folder concerned and, where one exists, the way out. It never holds the
/// password.
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
