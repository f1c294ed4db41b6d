package dev.foyer.erasure;

import dev.foyer.dynamic.Setting;

/// What an operator may change about erasure.
public final class ErasureSettings {
    /// Contract C.
    public static final Setting<Boolean> SELF_ANONYMIZATION_ENABLED =
            Setting.truth(
                    "SELF_ANONYMIZATION_ENABLED",
                    false,
                    "Customers may anonymize their own account.");

    private ErasureSettings() {}
}
