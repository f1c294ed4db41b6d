package dev.foyer.bench;

import java.io.IOException;

/// One benchmark. Stateless.
interface Benchmark {
    /// As it is called on the command line.
    String name();

    /// One line for the list of benchmarks.
    String purpose();

    /// How often and how long, where the command line does not say.
    Plan plan();

    /// Measures. Everything that it starts it starts in the workshop, which is closed afterwards.
    Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException;
}
