package dev.foyer.unsubscribe;

import java.util.List;

/// Who calls a hook, as far as her name tells. A stranger looks like a service: a made-up name
/// costs the same work as a real one, and fails in the same place.
///
/// @param known whether there is such a service on this hook
/// @param secrets always two; what stands for one that is missing nobody knows
record Caller(boolean known, List<String> secrets, Service.Options options) {
    @Override
    public String toString() {
        return "a caller";
    }
}
