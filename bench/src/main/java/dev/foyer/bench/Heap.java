package dev.foyer.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What is alive in the heap of a JVM of ours, asked with the JDK's own `jcmd`.
final class Heap {
    private static final Pattern USED =
            Pattern.compile("(?m)^\\s*(?:DefNew|Tenured) .*used (\\d+)K");

    private Heap() {}

    /// MiB in use after a full collection.
    static double live(long pid) throws IOException {
        var _ = ask(pid, "GC.run");
        var used = USED.matcher(ask(pid, "GC.heap_info"));
        double kibibytes = 0;
        while (used.find()) {
            kibibytes += Long.parseLong(used.group(1));
        }
        if (kibibytes == 0) {
            throw new BenchFailed("jcmd tells no heap of a serial collector");
        }
        return kibibytes / 1024;
    }

    private static String ask(long pid, String what) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process =
                new ProcessBuilder(jcmd, Long.toString(pid), what)
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
