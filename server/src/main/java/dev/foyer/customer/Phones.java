package dev.foyer.customer;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;

import java.util.List;
import java.util.Optional;

/// Reads phone numbers in any spelling, and prints them in the one that the shop chose. Safe for
/// use by many threads.
public final class Phones {
    /// Where a number without a country code is at home.
    public static final Setting<String> PHONE_DEFAULT_REGION =
            Setting.choice(
                    "PHONE_DEFAULT_REGION",
                    PhoneNumbers.regions(),
                    "TR",
                    "Region of phone numbers that are written without a country code.");

    /// How answers spell a number.
    public static final Setting<String> PHONE_FORMAT =
            Setting.choice(
                    "PHONE_FORMAT",
                    PhoneNumbers.FORMATS,
                    "national-digits",
                    "How answers spell a phone: 05551112233 as documented, or 0555 111 22 33,"
                            + " +90 555 111 22 33, +905551112233. Foreign numbers are always E.164.");

    private final DynamicSettings settings;

    public Phones(DynamicSettings settings) {
        this.settings = settings;
    }

    /// Reads a number, national (`0555…`) or international, or nothing where no such number can
    /// exist.
    public Optional<Phone> parse(String typed) {
        return PhoneNumbers.parse(typed, settings.get(PHONE_DEFAULT_REGION));
    }

    /// How the E.164 form of a number may begin that begins with these digits, in any spelling:
    /// without a country code they are read as national ones, and as one.
    List<String> beginnings(String typed) {
        return PhoneNumbers.beginnings(typed, settings.get(PHONE_DEFAULT_REGION));
    }

    /// Whether a code may be sent to this number.
    public boolean takesSms(Phone phone) {
        return PhoneNumbers.takesSms(phone);
    }

    /// A number as the shop chose to see it.
    public String printed(Phone phone) {
        return PhoneNumbers.printed(
                phone, settings.get(PHONE_DEFAULT_REGION), settings.get(PHONE_FORMAT));
    }
}
