package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Foyer, and the same HTTP library repeating one of its answers: both take the same requests, in
/// turns and as fast as they can.
///
/// @param ours what was measured of Foyer
/// @param limit what was measured of the library
record SideBySide(Saturation foyer, Saturation bare, Series ours, Series limit) {
    private static final Saturation.Unit UNIT = Saturation.Unit.MICROS;

    /// Both, with nothing measured yet.
    static SideBySide of(Foyer foyer, Constant bare, Load.Work work, int connections) {
        return new SideBySide(
                new Saturation(foyer.child(), foyer.port(), work, connections, UNIT),
                new Saturation(bare.child(), bare.port(), work, connections, UNIT),
                new Series(),
                new Series());
    }

    /// Load that nobody measures.
    void warmUp(Duration time) throws IOException, InterruptedException {
        var _ = foyer.run(time);
        var _ = bare.run(time);
    }

    /// A timed round of each.
    void measure(Duration time) throws IOException, InterruptedException {
        foyer.measure(time, ours);
        bare.measure(time, limit);
    }

    /// A counted round of each.
    void measure(long requests) throws IOException, InterruptedException {
        foyer.measure(requests, ours);
        bare.measure(requests, limit);
    }

    /// The lines of both, to which others may be added.
    ///
    /// @param rate that Foyer is to reach at least, as a part of the limit's
    /// @param cpu that it may take at most, in times of the limit's
    List<Line> lines(double rate, double cpu) {
        return new ArrayList<>(Saturation.lines(ours, limit, UNIT, rate, cpu));
    }
}
