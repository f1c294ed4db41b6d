package dev.foyer.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads phone numbers in any spelling, and prints them in the one that the shop chose. Safe for
/// use by many threads.
public final class Phones {
    /// Where a number without a country code is at home.
    public static final Setting<String> PHONE_DEFAULT_REGION =
            Setting.choice(
                    "PHONE_DEFAULT_REGION",
                    PhoneNumberUtil.getInstance().getSupportedRegions().stream().sorted().toList(),
                    "TR",
                    "Region of phone numbers that are written without a country code.");

    /// How answers spell a number.
    public static final Setting<String> PHONE_FORMAT =
            Setting.choice(
                    "PHONE_FORMAT",
                    List.of("national-digits", "national", "international", "e164"),
                    "national-digits",
                    "How answers spell a phone: 05551112233 as documented, or 0555 111 22 33,"
                            + " +90 555 111 22 33, +905551112233. Foreign numbers are always E.164.");

    /// A plus sign and 15 digits (ITU-T E.164, 6).
    private static final int LONGEST_E164 = 16;

    /// What people put between digits. The library reads more into a text than a number: words
    /// around it, letters for digits.
    private static final Pattern SPELLING =
            Pattern.compile("[(\\p{Zs}]*[+\\uFF0B]?[\\p{Nd}\\p{Zs}()./\\p{Pd}]+");

    /// Invisible signs of direction, which some address books copy along.
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final DynamicSettings settings;

    public Phones(DynamicSettings settings) {
        this.settings = settings;
    }

    /// Reads a number, national (`0555…`) or international, or nothing where no such number can
    /// exist.
    public Optional<Phone> parse(String typed) {
        var visible = INVISIBLE.matcher(typed).replaceAll("");
        if (!SPELLING.matcher(visible).matches()) {
            return Optional.empty();
        }
        try {
            var number = library.parse(visible, settings.get(PHONE_DEFAULT_REGION));
            boolean sound = library.isPossibleNumber(number) && !number.hasExtension();
            return Optional.of(library.format(number, PhoneNumberFormat.E164))
                    .filter(e164 -> sound && e164.length() <= LONGEST_E164)
                    .map(Phone::new);
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// A number as the shop chose to see it.
    public String printed(Phone phone) {
        try {
            var region = settings.get(PHONE_DEFAULT_REGION);
            var number = library.parse(phone.e164(), region);
            if (library.getCountryCodeForRegion(region) != number.getCountryCode()) {
                return phone.e164();
            }
            return switch (settings.get(PHONE_FORMAT)) {
                case "national" -> library.format(number, PhoneNumberFormat.NATIONAL);
                case "international" -> library.format(number, PhoneNumberFormat.INTERNATIONAL);
                case "e164" -> phone.e164();
                default -> library.format(number, PhoneNumberFormat.NATIONAL).replaceAll("\\D", "");
            };
        } catch (NumberParseException _) {
            return phone.e164();
        }
    }
}
