package dev.foyer.app;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How far a long command has come: a bar that redraws itself on a terminal, a plain line now and
/// then elsewhere. Belongs to one thread.
final class Progress implements AutoCloseable {
    private static final int BAR = 30;

    /// As often as an eye can use, and as a log can bear.
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);

    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private long shownAt;
    private int width;

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.shownAt = System.nanoTime();
    }

    /// On the standard error, which is a terminal or not.
    static Progress on(PrintWriter err) {
        return new Progress(
                err, Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
    }

    /// So much is done.
    ///
    /// @param total as far as it is known, else 0
    void at(String what, long done, long total) {
        var pause = terminal ? ON_TERMINAL : ELSEWHERE;
        if (System.nanoTime() - shownAt < pause.toNanos()) {
            return;
        }
        shownAt = System.nanoTime();
        var count =
                total > 0
                        ? String.format(Locale.ROOT, "%,d of %,d", Math.min(done, total), total)
                        : String.format(Locale.ROOT, "%,d", done);
        if (terminal) {
            draw((total > 0 ? bar(done, total) : "") + what + " " + count);
        } else {
            out.println(what + " " + count);
        }
    }

    /// Takes the bar away, so that a line can be printed.
    void clear() {
        if (width > 0) {
            draw("");
            out.print('\r');
            out.flush();
            width = 0;
        }
    }

    @Override
    public void close() {
        clear();
    }

    private void draw(String line) {
        out.print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
        out.flush();
        width = line.length();
    }

    private static String bar(long done, long total) {
        int filled = (int) (BAR * Math.min(done, total) / total);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] ";
    }
}
