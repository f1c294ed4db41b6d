package dev.foyer.session;

import java.time.Instant;
import java.util.UUID;

/// A session as its customer may see it.
///
/// @param id her name for it, which opens nothing
/// @param current whether it is the one that asks
/// @param used to some minutes
record OwnSession(
        UUID id, boolean current, Instant created, Instant used, String address, String userAgent) {
    @Override
    public String toString() {
        return "session " + id;
    }
}
