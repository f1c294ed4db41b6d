package dev.foyer.erasure;

import dev.foyer.dynamic.Setting;

import java.time.Duration;

/// How long the server keeps what it does not need (GDPR, article 5, 1 e). Zero keeps for ever.
public final class RetentionSettings {
    private static final Duration LONGEST = Duration.ofDays(3650);

    /// Off by default: a shop decides when a registration is abandoned.
    public static final Setting<Duration> RETAIN_UNVERIFIED_REGISTRATIONS =
            Setting.seconds(
                    "RETAIN_UNVERIFIED_REGISTRATIONS",
                    Duration.ZERO,
                    LONGEST,
                    Duration.ZERO,
                    "Accounts that never proved an address or a phone are erased this long after"
                            + " their last sign-in; 0 keeps them.");

    /// Half a year serves to look into a fraud; a shop may want less.
    public static final Setting<Duration> RETAIN_NETWORK_ADDRESSES =
            Setting.seconds(
                    "RETAIN_NETWORK_ADDRESSES",
                    Duration.ZERO,
                    LONGEST,
                    Duration.ofDays(180),
                    "Network addresses are forgotten this long after they were noted; 0 keeps them.");

    private RetentionSettings() {}
}
