package dev.foyer.profile;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The currencies of the shop (contract 0.2.11, C).
public final class Currencies {
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,5}");

    public static final Setting<List<String>> AVAILABLE_CURRENCIES =
            Setting.texts(
                    "AVAILABLE_CURRENCIES",
                    CODE,
                    "a list of currency codes, each once",
                    List.of("TRY", "USD", "EUR"),
                    "The currencies that a shopper may choose.");

    public static final Setting<String> DEFAULT_CURRENCY =
            Setting.text(
                    "DEFAULT_CURRENCY",
                    CODE,
                    "one of AVAILABLE_CURRENCIES",
                    "TRY",
                    "The currency of a shopper who has chosen none.");

    /// The default must be one that may be chosen.
    public static final DynamicSettings.Rule RULE =
            values ->
                    values.get(AVAILABLE_CURRENCIES).contains(values.get(DEFAULT_CURRENCY))
                            ? Optional.empty()
                            : Optional.of("DEFAULT_CURRENCY to be one of AVAILABLE_CURRENCIES");

    private Currencies() {}
}
