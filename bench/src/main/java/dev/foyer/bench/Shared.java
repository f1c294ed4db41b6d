package dev.foyer.bench;

import java.io.IOException;
import java.util.Map;

/// What a server can do in an [OpenLoop] where tool and database share its cores. A tool that keeps
/// a constant rate takes as much for a request as the server does; half of the rate of a closed
/// loop, whose tool takes a third of that, can be all that the cores have.
final class Shared {
    /// For people.
    static final String WORDS =
            "What the cores carry is reckoned for server, database and load tool together, by the CPU"
                    + " time of all at a fifth of the rate of the closed loop.";

    private static final double LOW = 0.2;

    private Shared() {}

    /// A run at some rate.
    @FunctionalInterface
    interface Run {
        Map<String, OpenLoop.Result> at(double perSecond) throws IOException;
    }

    /// Requests per second at which all cores would be busy, by the CPU time that everybody took at
    /// a low rate.
    ///
    /// @param closed the rate of a closed loop
    static double capacity(Child server, OpenLoop loop, double closed, Run run) throws IOException {
        double low = LOW * closed;
        // For the compiler of the tool.
        var _ = run.at(low);
        var serverBefore = Cpu.of(server.handle());
        var toolBefore = Cpu.of(loop.tool().handle());
        var results = run.at(low);
        var serverAfter = Cpu.of(server.handle());
        double seconds =
                serverAfter.ownSince(serverBefore)
                        + serverAfter.offspringSince(serverBefore)
                        + Cpu.of(loop.tool().handle()).ownSince(toolBefore);
        long requests = results.values().stream().mapToLong(OpenLoop.Result::due).sum();
        if (seconds <= 0) {
            throw new BenchFailed("what the cores can carry cannot be told from " + results);
        }
        return Runtime.getRuntime().availableProcessors() * requests / seconds;
    }
}
