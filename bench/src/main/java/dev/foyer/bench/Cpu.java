package dev.foyer.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// CPU time used so far by a process and by what it has started. On Linux this is `utime` and
/// `stime` of `/proc/PID/stat`, in ticks of 10 ms. Immutable.
final class Cpu {
    private final Duration own;
    private final Map<Long, Duration> offspring;

    private Cpu(Duration own, Map<Long, Duration> offspring) {
        this.own = own;
        this.offspring = offspring;
    }

    static Cpu of(ProcessHandle process) {
        var offspring = new HashMap<Long, Duration>();
        process.descendants().forEach(child -> offspring.put(child.pid(), used(child)));
        return new Cpu(used(process), offspring);
    }

    /// Seconds that the process itself has used since an earlier look.
    double ownSince(Cpu earlier) {
        return seconds(own.minus(earlier.own));
    }

    /// Seconds that its descendants have used since then. One that ended meanwhile is not counted,
    /// which for PostgreSQL means now and then a short-lived worker.
    double offspringSince(Cpu earlier) {
        return offspring.entrySet().stream()
                .mapToDouble(
                        now ->
                                seconds(
                                        now.getValue()
                                                .minus(
                                                        earlier.offspring.getOrDefault(
                                                                now.getKey(), Duration.ZERO))))
                .sum();
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
