package dev.foyer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// A [ConstantServer] as a child process, run with the same options as Foyer.
final class Constant {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final Child child;
    private final int port;

    private Constant(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /// Starts one that answers two bytes, and does not wait.
    static Constant launch(Workshop workshop) throws IOException {
        return launch(workshop, List.of());
    }

    /// Starts one that repeats an answer of Foyer's to the letter, and waits for it.
    static Constant repeating(Answer answer, Workshop workshop)
            throws IOException, InterruptedException {
        var file = workshop.path("answer.txt");
        Files.writeString(file, String.join("\n", answer.lines()) + "\n\n" + answer.body());
        var constant = launch(workshop, List.of(file.toString()));
        var _ = constant.millisecondsToFirstAnswer();
        return constant;
    }

    private static Constant launch(Workshop workshop, List<String> more) throws IOException {
        int port = Foyer.freePort();
        var arguments = new java.util.ArrayList<>(List.of(Integer.toString(port)));
        arguments.addAll(more);
        return new Constant(workshop.start(ConstantServer.class.getName(), arguments), port);
    }

    Child child() {
        return child;
    }

    int port() {
        return port;
    }

    /// Waits for the first answer; how long after the start of the process it came.
    double millisecondsToFirstAnswer() throws InterruptedException {
        return FirstAnswer.await(child, port, Ask.get("/", ""), STARTS_WITHIN);
    }
}
