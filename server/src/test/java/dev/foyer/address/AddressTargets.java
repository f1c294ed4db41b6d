package dev.foyer.address;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.util.List;

/// A target for the numbers on invoices.
public final class AddressTargets {
    private AddressTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "check-digits",
                        AddressTargets::checkDigits,
                        "10000000146",
                        "1234567890",
                        "9999999999",
                        "١٠٠٠٠٠٠٠١٤٦"));
    }

    /// The last digits follow from the others, so that no other ones are right.
    private static void checkDigits(String text) {
        if (CheckDigits.isIdentityNumber(text)) {
            holds(text.matches("[1-9][0-9]{10}"), "eleven digits");
            for (int i = 0; i < 11; i++) {
                holds(!CheckDigits.isIdentityNumber(slipped(text, i)), "a slip is found at " + i);
            }
        }
        if (CheckDigits.isTaxNumber(text)) {
            holds(text.matches("[0-9]{10}"), "ten digits");
            holds(!CheckDigits.isTaxNumber(slipped(text, 9)), "another last digit is wrong");
        }
    }

    private static String slipped(String text, int place) {
        var digits = text.toCharArray();
        digits[place] = (char) ('0' + (digits[place] - '0' + 1) % 10);
        return new String(digits);
    }
}
