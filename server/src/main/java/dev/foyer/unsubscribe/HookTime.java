package dev.foyer.unsubscribe;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time of a hook request, with the three spellings over which its hash may have been computed
/// (contract B.2.1).
///
/// Nothing but the characters of a time is ever hashed after the secret: a plain SHA-256 could be
/// extended by whoever knows one digest, but the padding between would be no time.
///
/// @param sent as it was sent, without blanks around it
/// @param offset empty where none was sent: then the time is UTC (contract 0.2.9)
record HookTime(String sent, LocalDateTime local, Optional<ZoneOffset> offset) {
    /// The forms of contract E.3, and a blank for the `T`, as Python prints a time.
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{4})-(\\d{2})-(\\d{2})[T"
                            + " ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
                            + "(Z|[+-]\\d{2}(?::?\\d{2})?)?");

    private static final int MICROSECOND_DIGITS = 6;
    private static final int NANOS_PER_MICRO = 1000;

    /// Reads a time, or nothing where it is none.
    static Optional<HookTime> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var zone = Optional.ofNullable(parts.group(8)).map(HookTime::offset);
            var local = local(parts);
            var utc =
                    LocalDateTime.ofInstant(
                            local.toInstant(zone.orElse(ZoneOffset.UTC)), ZoneOffset.UTC);
            return isInRange(local) && isInRange(utc)
                    ? Optional.of(new HookTime(text, local, zone))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Python knows the years 1 to 9999, and in UTC too.
    private static boolean isInRange(LocalDateTime time) {
        return time.getYear() >= 1 && time.getYear() <= 9999;
    }

    Instant instant() {
        return local.toInstant(offset.orElse(ZoneOffset.UTC));
    }

    /// As sent; in its own offset as Python's `isoformat` prints it; likewise in UTC. Always three,
    /// however many of them are the same.
    List<String> spellings() {
        var utc = LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
        return List.of(
                sent,
                iso(local) + offset.map(HookTime::spelled).orElse(""),
                iso(utc) + spelled(ZoneOffset.UTC));
    }

    /// Digits after the sixth are dropped, as Python does.
    private static LocalDateTime local(Matcher parts) {
        var fraction = Optional.ofNullable(parts.group(7)).orElse("");
        var micros = (fraction + "000000").substring(0, MICROSECOND_DIGITS);
        return LocalDateTime.of(
                number(parts.group(1)),
                number(parts.group(2)),
                number(parts.group(3)),
                number(parts.group(4)),
                number(parts.group(5)),
                Optional.ofNullable(parts.group(6)).map(HookTime::number).orElse(0),
                number(micros) * NANOS_PER_MICRO);
    }

    /// Up to 18 hours, more than any place on Earth has.
    private static ZoneOffset offset(String text) {
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        var digits = text.replace(":", "").substring(1);
        int sign = text.startsWith("-") ? -1 : 1;
        int minutes = digits.length() > 2 ? number(digits.substring(2)) : 0;
        return ZoneOffset.ofHoursMinutes(sign * number(digits.substring(0, 2)), sign * minutes);
    }

    /// Python prints no fraction where it is zero, and else six digits.
    private static String iso(LocalDateTime time) {
        var whole =
                String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02dT%02d:%02d:%02d",
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond());
        int micros = time.getNano() / NANOS_PER_MICRO;
        return micros == 0 ? whole : String.format(Locale.ROOT, "%s.%06d", whole, micros);
    }

    /// Never `Z`.
    private static String spelled(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
