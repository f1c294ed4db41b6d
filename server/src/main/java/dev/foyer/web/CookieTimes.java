package dev.foyer.web;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as the source prints them in its cookies (contract A.3, A.4), `Mon, 24-Nov-2025 10:51:51
/// GMT`. All who come within a second get cookies with the same two or three, so that the last ones
/// are kept. Safe for use by many threads.
final class CookieTimes {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final int KEPT = 61;

    /// Read and written without any order: who does not see what another has kept prints anew.
    private static final @Nullable Printed[] LATEST = new Printed[KEPT];

    private CookieTimes() {}

    private record Printed(long second, String text) {}

    static String print(Instant time) {
        long second = time.getEpochSecond();
        // By a prime, since the ages of cookies are whole days, mostly: they fall on different
        // places.
        int place = (int) Math.floorMod(second, (long) KEPT);
        var kept = LATEST[place];
        if (kept == null || kept.second != second) {
            kept = new Printed(second, FORM.format(time));
            LATEST[place] = kept;
        }
        return kept.text;
    }
}
