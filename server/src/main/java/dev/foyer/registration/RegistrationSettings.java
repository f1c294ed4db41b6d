package dev.foyer.registration;

import dev.foyer.dynamic.Setting;

import java.util.regex.Pattern;

/// What an operator may change about registration.
public final class RegistrationSettings {
    /// Which text of the privacy page a new customer confirmed, where her client does not tell
    /// (contract 0.2.3).
    public static final Setting<String> KVKK_FLAT_PAGE_VERSION =
            Setting.text(
                    "KVKK_FLAT_PAGE_VERSION",
                    Pattern.compile("[^\\p{Cntrl}]{1,50}"),
                    "1 to 50 characters",
                    "000",
                    "Version of the privacy text that customers confirm at registration.");

    /// Contract 0.2.16.
    public static final Setting<Boolean> PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE =
            Setting.truth(
                    "PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE",
                    false,
                    "A phone may belong to one live account only.");

    private RegistrationSettings() {}
}
