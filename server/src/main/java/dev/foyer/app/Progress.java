package dev.foyer.app;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How far a long command has come: a bar that moves on a terminal, else a plain line now and then,
/// and nothing where scripts read. Belongs to one thread.
final class Progress {
    private static final int WIDTH = 30;
    private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private enum Manner {
        BAR,
        LINES,
        SILENT
    }

    private final PrintWriter out;
    private final Manner manner;
    private final String what;
    private final long begin = System.nanoTime();
    private long last = begin;

    private Progress(PrintWriter out, Manner manner, String what) {
        this.out = out;
        this.manner = manner;
        this.what = what;
    }

    /// @param out where people look who do not read the result: the standard error
    /// @param silent for scripts
    /// @param what is counted, such as `customers`
    static Progress of(PrintWriter out, boolean silent, String what) {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Progress(
                out, silent ? Manner.SILENT : terminal ? Manner.BAR : Manner.LINES, what);
    }

    /// Tells it where it is time to.
    ///
    /// @param count of what is done
    /// @param share of the whole, from 0 to 1
    void tell(long count, double share) {
        var pause = manner == Manner.BAR ? BETWEEN_BARS : BETWEEN_LINES;
        if (manner != Manner.SILENT && System.nanoTime() - last >= pause.toNanos()) {
            last = System.nanoTime();
            print(count, Math.clamp(share, 0.0, 1.0));
        }
    }

    /// Clears the bar, so that what is printed next stands alone.
    void end() {
        if (manner == Manner.BAR) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private void print(long count, double share) {
        double seconds = Math.max(1e-3, (last - begin) / 1e9);
        var text =
                String.format(
                        Locale.ROOT,
                        "%3.0f %%  %,d %s  %,.0f/s",
                        share * 100,
                        count,
                        what,
                        count / seconds);
        if (manner == Manner.BAR) {
            int full = (int) Math.round(share * WIDTH);
            out.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + text + "\033[K");
            out.flush();
        } else {
            out.println(text.strip());
        }
    }
}
