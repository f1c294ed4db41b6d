package dev.foyer.app;

/// A node cannot start; the message is for the operator: one line, or one for each mistake.
final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }
}
