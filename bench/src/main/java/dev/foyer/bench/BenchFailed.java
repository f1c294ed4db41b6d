package dev.foyer.bench;

/// A benchmark cannot tell anything; the message is one line for the person who started it.
final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
