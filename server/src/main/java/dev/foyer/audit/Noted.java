package dev.foyer.audit;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/// An event as the table has it.
///
/// @param address empty where there is none any more
public record Noted(
        long id,
        String kind,
        Instant at,
        String actor,
        Optional<String> requestId,
        Optional<String> address,
        JsonNode details) {
    @Override
    public String toString() {
        return "event " + id;
    }
}
