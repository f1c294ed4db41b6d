package dev.foyer.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

import java.util.Optional;
import java.util.regex.Pattern;

/// A phone number, known by its E.164 form (ITU-T E.164).
///
/// @param e164 such as `+905550000001`
public record Phone(String e164) {
    /// Longest spelling that is read (contract D.1: 60 with the loyalty view, 16 elsewhere).
    public static final int LONGEST = 60;

    /// Where a number without a country code is at home; a setting from the day that SMS codes
    /// come.
    private static final String HOME = "TR";

    /// A plus sign and 15 digits (ITU-T E.164, 6).
    private static final int LONGEST_E164 = 16;

    /// What people put between digits. The library reads more into a text than a number: words
    /// around it, letters for digits.
    private static final Pattern SPELLING =
            Pattern.compile("[(\\p{Zs}]*[+\\uFF0B]?[\\p{Nd}\\p{Zs}()./\\p{Pd}]+");

    /// Invisible signs of direction, which some address books copy along.
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /// Reads any spelling of a number, national (`0555…`) or international, or nothing where it is
    /// none.
    public static Optional<Phone> parse(String typed) {
        var visible = INVISIBLE.matcher(typed).replaceAll("");
        if (!SPELLING.matcher(visible).matches()) {
            return Optional.empty();
        }
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(visible, HOME);
            boolean sound = util.isPossibleNumber(number) && !number.hasExtension();
            return Optional.of(util.format(number, PhoneNumberFormat.E164))
                    .filter(e164 -> sound && e164.length() <= LONGEST_E164)
                    .map(Phone::new);
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// As the documentation prints a phone: national digits with the leading zero; a foreign one in
    /// E.164.
    public String printed() {
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(e164, HOME);
            if (util.getCountryCodeForRegion(HOME) != number.getCountryCode()) {
                return e164;
            }
            var digits = util.getNationalSignificantNumber(number);
            return digits.startsWith("0") ? digits : "0" + digits;
        } catch (NumberParseException _) {
            return e164;
        }
    }

    /// The last two digits, so that it may stand in a log.
    @Override
    public String toString() {
        return "…" + e164.substring(Math.max(0, e164.length() - 2));
    }
}
