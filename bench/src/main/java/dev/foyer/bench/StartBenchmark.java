package dev.foyer.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From the start of the process to the first 200 of `/csrf_token/`: with an empty data folder,
/// then again with the same one, and a bare JVM with the same HTTP library.
final class StartBenchmark implements Benchmark {
    private static final String FIRST = "first start, embedded database";
    private static final String LATER = "later start, embedded database";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String purpose() {
        return "process start to first answer, first and later, beside a bare JVM with the library";
    }

    @Override
    public Plan plan() {
        return Plan.STANDARD;
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var ours = new Series();
        var limit = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            var folder = "data-" + round;
            ours.add(FIRST, startFoyer(workshop, folder));
            ours.add(LATER, startFoyer(workshop, folder));
            double bare = startBare(workshop);
            limit.add(FIRST, bare);
            limit.add(LATER, bare);
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("rounds", Integer.toString(plan.rounds()));
        parameters.put("JVM options", workshop.options());
        return new Report(
                "start",
                "process start to the first answer",
                "bare JVM and HTTP library",
                parameters,
                List.of(ours.beside(limit, FIRST, "ms"), ours.beside(limit, LATER, "ms")),
                List.of(
                        "A first start unpacks PostgreSQL, makes its cluster and all tables.",
                        "The stop before a later start was a clean one; jars and programs are in the"
                                + " machine's file cache.",
                        "The clock runs from before the process is made until its first 200, asked"
                                + " for every 2 ms."));
    }

    private static double startFoyer(Workshop workshop, String folder)
            throws IOException, InterruptedException {
        var foyer = Foyer.launch(workshop, workshop.path(folder), Map.of());
        try {
            return foyer.millisecondsToFirstAnswer();
        } finally {
            workshop.stop(foyer.child());
        }
    }

    private static double startBare(Workshop workshop) throws IOException, InterruptedException {
        var constant = Constant.launch(workshop);
        try {
            return constant.millisecondsToFirstAnswer();
        } finally {
            workshop.stop(constant.child());
        }
    }
}
