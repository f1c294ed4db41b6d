package dev.foyer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Resident memory of one process in MiB, from `/proc/PID/status`; Linux only.
///
/// @param now `VmRSS`
/// @param peak `VmHWM`
record Resident(double now, double peak) {
    private static final Pattern FIELD =
            Pattern.compile("^(VmRSS|VmHWM):\\s+(\\d+) kB$", Pattern.MULTILINE);

    static Resident of(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            throw new BenchFailed("memory can only be measured on Linux, and of a living process");
        }
        var fields = FIELD.matcher(Files.readString(status));
        double now = 0;
        double peak = 0;
        while (fields.find()) {
            double mebibytes = Long.parseLong(fields.group(2)) / 1024.0;
            if (fields.group(1).equals("VmRSS")) {
                now = mebibytes;
            } else {
                peak = mebibytes;
            }
        }
        return new Resident(now, peak);
    }
}
