package dev.foyer.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody typed to find a customer, and where it is to be looked for: in addresses where it
/// has an `@`, in phones where it is made of digits, else in names, first or last, and in
/// addresses. Immutable.
public final class SearchTerm {
    /// In characters: whoever types less browses, and does not look for anybody.
    public static final int SHORTEST = 2;

    /// The longest address.
    public static final int LONGEST = Email.LONGEST;

    private static final Pattern PHONE =
            Pattern.compile("[+0-9 ()./-]*[0-9][+0-9 ()./-]*[0-9][ ]*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<Lookup> lookups;

    private SearchTerm(List<Lookup> lookups) {
        this.lookups = List.copyOf(lookups);
    }

    /// Where to look.
    enum Place {
        EMAIL,
        NAME,
        LAST_NAME,
        PHONE
    }

    /// One place, and how what stands there has to begin.
    record Lookup(Place place, String prefix) {
        @Override
        public String toString() {
            return "lookup in " + place;
        }
    }

    /// Reads what was typed; nothing where it is too short or too long.
    public static Optional<SearchTerm> read(String typed, Phones phones) {
        var text = SPACES.matcher(typed.strip()).replaceAll(" ");
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.of(new SearchTerm(lookups(text, phones)));
    }

    private static List<Lookup> lookups(String text, Phones phones) {
        var lookups = new ArrayList<Lookup>();
        if (PHONE.matcher(text).matches()) {
            phones.beginnings(text).forEach(prefix -> lookups.add(new Lookup(Place.PHONE, prefix)));
        } else if (text.indexOf('@') < 0) {
            lookups.add(new Lookup(Place.NAME, text));
            lookups.add(new Lookup(Place.LAST_NAME, text));
        }
        if (text.indexOf(' ') < 0 && isAscii(text)) {
            lookups.add(new Lookup(Place.EMAIL, text.toLowerCase(Locale.ROOT)));
        }
        return lookups;
    }

    /// An address holds nothing else, save that its domain may be typed in any script: whoever
    /// looks for one types the beginning.
    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }

    List<Lookup> lookups() {
        return lookups;
    }

    @Override
    public String toString() {
        return "search " + lookups;
    }
}
