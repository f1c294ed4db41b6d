package dev.foyer.app;

/// A node cannot start; the message is one line for the operator.
final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }
}
