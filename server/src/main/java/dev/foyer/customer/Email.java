package dev.foyer.customer;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address that can be written to, and the identity by which it is known.
///
/// The part before the `@` is ASCII only, so that no look-alike letter, and neither the Turkish `ı`
/// nor `İ`, can pass for another address. A domain may be written in any script and is kept in its
/// ASCII form (RFC 5890), in which mail is sent; letters that the two generations of that standard
/// read differently are refused. Two addresses are the same when their identities are: case never
/// tells them apart.
public final class Email {
    /// RFC 5321, 4.5.3.1, as Django's field has it.
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+(\\.[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(xn--[a-z0-9-]{1,59}|[a-z]{2,63})");

    /// Sharp s, final sigma and the two joiners: another domain in IDNA 2003 than in IDNA 2008 (RFC
    /// 5894, 7.2).
    private static final Pattern DEVIATING = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private final String address;
    private final String identity;

    private Email(String address) {
        this.address = address;
        this.identity = address.toLowerCase(Locale.ROOT);
    }

    /// Reads an address as somebody typed it, or nothing where it is none.
    public static Optional<Email> parse(String typed) {
        int at = typed.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || typed.length() > LONGEST) {
            return Optional.empty();
        }
        var local = typed.substring(0, at);
        return domain(typed.substring(at + 1))
                .filter(_ -> LOCAL.matcher(local).matches())
                .map(domain -> local + "@" + domain)
                .filter(address -> address.length() <= LONGEST)
                .map(Email::new);
    }

    private static Optional<String> domain(String typed) {
        if (DEVIATING.matcher(typed).find()) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean sound = DOMAIN.matcher(ascii).matches() || ascii.equals("localhost");
            return sound ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /// The address to show and to write to, in the case in which it was typed.
    public String address() {
        return address;
    }

    /// What is compared: the address in lower case.
    public String identity() {
        return identity;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Email email && email.identity.equals(identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    /// Masked, so that it may stand in a log.
    @Override
    public String toString() {
        return address.charAt(0) + "…" + address.substring(address.lastIndexOf('@'));
    }
}
