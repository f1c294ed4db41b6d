package dev.foyer.customer;

import dev.foyer.dynamic.Setting;

/// Whether strangers may learn who has an account (contract 0.2.15).
public final class Enumeration {
    public static final Setting<Boolean> ENUMERATION_PROTECTION =
            Setting.truth(
                    "ENUMERATION_PROTECTION",
                    false,
                    "Nobody learns from an answer whether an address or a phone has an account: whoever"
                            + " registers must confirm by mail first, and owners are told by mail.");

    private Enumeration() {}
}
