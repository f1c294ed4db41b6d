package dev.foyer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that a benchmark has started. Only its own handle is ever used to end it.
final class Child implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final int LAST_WORDS = 10;

    private final Process process;
    private final Path log;
    private final long begin;

    private Child(Process process, Path log, long begin) {
        this.process = process;
        this.log = log;
        this.begin = begin;
    }

    /// Starts it; what it prints goes into the log.
    static Child silent(ProcessBuilder builder, Path log) throws IOException {
        return start(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())), log);
    }

    /// Starts it; only its errors go into the log, what it prints is for [#ask].
    static Child talking(ProcessBuilder builder, Path log) throws IOException {
        return start(builder, log);
    }

    private static Child start(ProcessBuilder builder, Path log) throws IOException {
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long begin = System.nanoTime();
        return new Child(builder.start(), log, begin);
    }

    /// Just before the process was started, as [System#nanoTime] told it.
    long begin() {
        return begin;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for its end by itself.
    void awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BenchFailed("a child process does not end: " + lastWords());
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Says a line to a talking child and waits for the line that it answers.
    String ask(String line) throws IOException {
        Writer out = process.outputWriter(StandardCharsets.UTF_8);
        out.write(line + "\n");
        out.flush();
        BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        var answer = in.readLine();
        if (answer == null) {
            throw new BenchFailed("a child process ended: " + lastWords());
        }
        return answer;
    }

    /// The end of its log, for people.
    String lastWords() {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(
                    " | ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /// Asks it to end, and where it does not within half a minute makes it. What it started and
    /// left running, such as a database whose start was interrupted, is ended too.
    @Override
    public void close() {
        List<ProcessHandle> offspring = process.descendants().toList();
        process.destroy();
        if (!endsWithin(ENDS_WITHIN)) {
            process.destroyForcibly();
        }
        offspring.stream().filter(ProcessHandle::isAlive).forEach(Child::kill);
    }

    private static void kill(ProcessHandle left) {
        left.destroyForcibly();
        left.onExit()
                .orTimeout(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(_ -> left)
                .join();
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
