package dev.foyer.outbox;

import java.util.Locale;

/// The ways to reach a person.
public enum Channel {
    EMAIL,
    SMS;

    /// The name in tables and JSON.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
