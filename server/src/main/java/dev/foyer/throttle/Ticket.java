package dev.foyer.throttle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an attempt was charged, to be given back where only failures count.
///
/// @param repeat the mark of the secret that was shown
public record Ticket(List<Charge> charges, Optional<String> repeat) {
    /// One try taken from a bucket, in the window that ends then.
    record Charge(String bucket, Instant until) {}

    @Override
    public String toString() {
        return "ticket";
    }
}
