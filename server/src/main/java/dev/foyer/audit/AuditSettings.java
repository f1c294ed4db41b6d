package dev.foyer.audit;

import dev.foyer.dynamic.Setting;

import java.time.Duration;

/// How long events are kept, and whom they are told.
public final class AuditSettings {
    private static final Duration LONGEST = Duration.ofDays(3650);

    /// Two years serve to look into a fraud that shows late, and into a complaint about one; a shop
    /// may want less.
    public static final Setting<Duration> RETAIN_AUDIT =
            Setting.seconds(
                    "RETAIN_AUDIT",
                    Duration.ZERO,
                    LONGEST,
                    Duration.ofDays(730),
                    "Events of customers and operators are deleted this long after they happened;"
                            + " 0 keeps them.");

    /// On by default: it is how an owner finds out first.
    public static final Setting<Boolean> NEW_DEVICE_MAIL =
            Setting.truth(
                    "NEW_DEVICE_MAIL",
                    true,
                    "A customer is mailed when somebody signs in to her account from a device from"
                            + " which she has not signed in before.");

    private AuditSettings() {}
}
