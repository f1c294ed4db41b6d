package dev.foyer.customer;

import dev.foyer.dynamic.Setting;

/// Whether strangers may learn who has an account (contract 0.2.15).
public final class Enumeration {
    public static final Setting<Boolean> ENUMERATION_PROTECTION =
            Setting.truth(
                    "ENUMERATION_PROTECTION",
                    false,
                    "Sign-in by code answers alike for phones with and without an account, and only"
                            + " who holds a phone is told that it is taken.");

    private Enumeration() {}
}
