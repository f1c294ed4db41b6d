package dev.foyer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What a figure was measured on.
final class Machine {
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private Machine() {}

    /// Fact by fact, in the order of the report.
    static Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", field("/proc/cpuinfo", "model name"));
        facts.put("memory", memory());
        facts.put(
                "kernel",
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
        facts.put("transparent huge pages", hugePages());
        facts.put(
                "load before",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        facts.put(
                "JDK", System.getProperty("java.vendor.version") + " (" + Runtime.version() + ")");
        return facts;
    }

    private static String memory() {
        var kibibytes = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kibibytes.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kibibytes) / KIB_PER_GIB);
    }

    /// Of its words the one in brackets is in force. A hash that the system hands 19 MiB in small
    /// pages takes almost twice the time.
    private static String hugePages() {
        try {
            var words = Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
            return words.replaceAll("(?s).*\\[|].*", "");
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static String field(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }
}
