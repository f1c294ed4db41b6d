package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;

/// What a program that does nothing but the bare work has done in a while.
///
/// @param count of the work
/// @param seconds that it took
/// @param cpu seconds of the processor
record Bare(long count, double seconds, double cpu) {
    /// Lets it work, and waits for what it tells.
    static Bare during(Duration time, Child loop) throws IOException {
        var before = Cpu.of(loop.handle());
        var answer = loop.ask(Long.toString(time.toMillis())).split(" ", 2);
        return new Bare(
                Long.parseLong(answer[0]),
                Long.parseLong(answer[1]) / 1e9,
                Cpu.of(loop.handle()).ownSince(before));
    }

    double perSecond() {
        return count / seconds;
    }

    double millisEach() {
        return cpu * 1e3 / count;
    }
}
