package dev.foyer.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The gateways that are defined. Immutable.
public final class SmsGateways {
    private final Map<String, Gateway> byName;

    SmsGateways(Map<String, Gateway> byName) {
        this.byName = Map.copyOf(byName);
    }

    /// Their names.
    public Set<String> names() {
        return byName.keySet();
    }

    /// How long all of these together may take.
    Duration patience(List<String> names) {
        return named(names).stream().map(Gateway::timeout).reduce(Duration.ZERO, Duration::plus);
    }

    List<Gateway> named(List<String> names) {
        return names.stream().map(byName::get).filter(Objects::nonNull).toList();
    }
}
