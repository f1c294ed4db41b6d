package dev.foyer.address;

import java.util.regex.Pattern;

/// The check digits of the two Turkish numbers that stand on invoices. A sound number need not be
/// anybody's: the digits catch slips of the hand only.
public final class CheckDigits {
    private static final Pattern TAX_NUMBER = Pattern.compile("[0-9]{10}");
    private static final Pattern IDENTITY_NUMBER = Pattern.compile("[1-9][0-9]{10}");

    private CheckDigits() {}

    /// Whether this can be the tax number of a company (*vergi kimlik numarası*): ten digits. Each
    /// of the first nine, at distance `d` from the end, is moved on by `d` modulo 10 and then
    /// doubled `d` times modulo 9, where 9 stays 9; the tenth fills their sum up to a multiple of
    /// 10.
    public static boolean isTaxNumber(String text) {
        if (!TAX_NUMBER.matcher(text).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            int distance = 9 - i;
            int moved = (digit(text, i) + distance) % 10;
            sum += moved == 9 ? 9 : moved * (1 << distance) % 9;
        }
        return (10 - sum % 10) % 10 == digit(text, 9);
    }

    /// Whether this can be the number of a person (*T.C. kimlik numarası*): eleven digits, the
    /// first not zero. Seven times the sum of digits 1, 3, 5, 7, 9, less that of 2, 4, 6, 8, ends
    /// in the tenth; the sum of the first ten ends in the eleventh.
    public static boolean isIdentityNumber(String text) {
        if (!IDENTITY_NUMBER.matcher(text).matches()) {
            return false;
        }
        int odd = 0;
        int even = 0;
        for (int i = 0; i < 9; i += 2) {
            odd += digit(text, i);
        }
        for (int i = 1; i < 8; i += 2) {
            even += digit(text, i);
        }
        int tenth = Math.floorMod(odd * 7 - even, 10);
        int eleventh = (odd + even + tenth) % 10;
        return tenth == digit(text, 9) && eleventh == digit(text, 10);
    }

    private static int digit(String text, int place) {
        return text.charAt(place) - '0';
    }
}
