package dev.foyer.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads and prints phone numbers; knows nothing of settings. Stateless.
final class PhoneNumbers {
    /// How a number may be printed. The first is the documented one: national digits with the
    /// leading zero.
    static final List<String> FORMATS =
            List.of("national-digits", "national", "international", "e164");

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /// A plus sign and 15 digits (ITU-T E.164, 6).
    private static final int LONGEST_E164 = 16;

    /// What people put between digits. The library reads more into a text than a number: words
    /// around it, letters for digits.
    private static final Pattern SPELLING =
            Pattern.compile("[(\\p{Zs}]*[+\\uFF0B]?[\\p{Nd}\\p{Zs}()./\\p{Pd}]+");

    /// Invisible signs of direction, which some address books copy along.
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private static final Set<PhoneNumberType> WITHOUT_SMS =
            EnumSet.of(
                    PhoneNumberType.PREMIUM_RATE,
                    PhoneNumberType.SHARED_COST,
                    PhoneNumberType.TOLL_FREE,
                    PhoneNumberType.UAN,
                    PhoneNumberType.PAGER,
                    PhoneNumberType.VOICEMAIL,
                    PhoneNumberType.FIXED_LINE);

    private PhoneNumbers() {}

    /// @param region where a number without a country code is at home
    static Optional<Phone> parse(String typed, String region) {
        var visible = INVISIBLE.matcher(typed).replaceAll("");
        if (!SPELLING.matcher(visible).matches()) {
            return Optional.empty();
        }
        try {
            var number = LIBRARY.parse(visible, region);
            boolean sound = LIBRARY.isPossibleNumber(number) && !number.hasExtension();
            var e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
            return sound && e164.length() <= LONGEST_E164 && isStable(e164, region)
                    ? Optional.of(new Phone(e164))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// Whether the form by which a number is known would be read as that number. Where a prefix
    /// stands twice it would not, and one customer could be taken for two.
    private static boolean isStable(String e164, String region) throws NumberParseException {
        return LIBRARY.format(LIBRARY.parse(e164, region), PhoneNumberFormat.E164).equals(e164);
    }

    /// Whether an SMS to this number can arrive, and costs what an SMS costs: as long as a mobile
    /// number of its country, and no number that somebody else earns from.
    static boolean takesSms(Phone phone) {
        try {
            var number = LIBRARY.parse(phone.e164(), null);
            return LIBRARY.isPossibleNumberForType(number, PhoneNumberType.MOBILE)
                    && !WITHOUT_SMS.contains(LIBRARY.getNumberType(number));
        } catch (NumberParseException _) {
            return false;
        }
    }

    /// A number of the region in one of [#FORMATS]; a foreign one in E.164.
    static String printed(Phone phone, String region, String format) {
        var code = "+" + LIBRARY.getCountryCodeForRegion(region);
        if (!phone.e164().startsWith(code)) {
            return phone.e164();
        }
        if (format.equals(FORMATS.getFirst())) {
            return nationalDigits(phone.e164().substring(code.length()), region);
        }
        try {
            var number = LIBRARY.parse(phone.e164(), region);
            return switch (format) {
                case "national" -> LIBRARY.format(number, PhoneNumberFormat.NATIONAL);
                case "international" -> LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL);
                default -> phone.e164();
            };
        } catch (NumberParseException _) {
            return phone.e164();
        }
    }

    /// The E.164 forms with which a number may begin that begins like this.
    static List<String> beginnings(String typed, String region) {
        var digits = typed.replaceAll("[^0-9]", "");
        var home = Integer.toString(LIBRARY.getCountryCodeForRegion(region));
        if (typed.stripLeading().startsWith("+")) {
            return List.of("+" + digits);
        }
        if (digits.startsWith("00")) {
            return List.of("+" + digits.substring(2));
        }
        var prefix = LIBRARY.getNddPrefixForRegion(region, true);
        if (prefix != null && digits.startsWith(prefix)) {
            return List.of("+" + home + digits.substring(prefix.length()));
        }
        return digits.startsWith(home)
                ? List.of("+" + digits, "+" + home + digits)
                : List.of("+" + home + digits);
    }

    private static String nationalDigits(String digits, String region) {
        var prefix = LIBRARY.getNddPrefixForRegion(region, true);
        return prefix == null || digits.startsWith(prefix) ? digits : prefix + digits;
    }

    static List<String> regions() {
        return LIBRARY.getSupportedRegions().stream().sorted().toList();
    }
}
