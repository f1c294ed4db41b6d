package dev.foyer.confirmation;

import dev.foyer.customer.Customer;

import java.util.regex.Pattern;

/// A name as it may stand in a letter: anybody can have our letters sent to anybody, so a name must
/// not become a link in them.
public final class Greeting {
    private static final Pattern LINK_SIGNS =
            Pattern.compile("[/\\\\@:.\\s\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private Greeting() {}

    /// The first name without anything that a mail program could take for a link.
    public static String of(String firstName) {
        return LINK_SIGNS.matcher(firstName).replaceAll(" ").strip();
    }

    /// The same for a letter to whoever has her address by now. Where nobody has proved it yet, the
    /// name on the account may be anybody's, and the letter names none.
    public static String ifProved(Customer customer) {
        return customer.email().verified() ? of(customer.person().firstName()) : "";
    }
}
