package dev.foyer.customer;

import dev.foyer.dynamic.Setting;

/// Whether strangers may learn who has an account (contract 0.2.15).
public final class Enumeration {
    public static final Setting<Boolean> ENUMERATION_PROTECTION =
            Setting.truth(
                    "ENUMERATION_PROTECTION",
                    false,
                    "Strangers are answered alike whether or not a phone or an address has an account.");

    private Enumeration() {}
}
