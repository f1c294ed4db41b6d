package dev.foyer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a benchmark works: a folder and the processes started from it. Closing it stops these and
/// removes the folder, and so does Ctrl-C. Safe for use by many threads.
///
/// The folder lies under `bench/data` and not where the system keeps temporary files, since those
/// may be in memory, where a durable transaction costs nothing.
final class Workshop implements AutoCloseable {
    /// What a child gets of our environment: a `DATABASE_URL` of ours, say, must not reach it.
    private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR", "LANG");

    private final Launcher launcher;
    private final Path folder;
    private final List<Child> children = new ArrayList<>();
    private final Thread hook = new Thread(this::clear, "stop children");
    private boolean closed;

    private Workshop(Launcher launcher, Path folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    static Workshop open(Launcher launcher) throws IOException {
        var base = Files.createDirectories(launcher.home().resolve("bench").resolve("data"));
        var workshop = new Workshop(launcher, Files.createTempDirectory(base, "run-"));
        Runtime.getRuntime().addShutdownHook(workshop.hook);
        return workshop;
    }

    /// A path in the folder; nothing is there unless it was put there.
    Path path(String name) {
        return folder.resolve(name);
    }

    /// The options with which programs are run, for people.
    String options() {
        return String.join(" ", launcher.options());
    }

    /// Whether the server starts with an ahead-of-time cache, for people.
    String cache() throws IOException {
        return launcher.cache().isPresent() ? "yes" : "no";
    }

    /// Starts the server's program, whose words go into a log.
    Child startServer(List<String> arguments, Map<String, String> environment) throws IOException {
        return start(launcher.server(arguments), environment, Child::silent);
    }

    /// Starts a program of our class path with the launcher's options, whose words go into a log.
    Child start(String program, List<String> arguments) throws IOException {
        return start(launcher.command(program, arguments), Map.of(), Child::silent);
    }

    /// Starts a program that answers lines with lines.
    Child startTalking(String program, List<String> arguments) throws IOException {
        return start(launcher.command(program, arguments), Map.of(), Child::talking);
    }

    /// Starts a tool that answers lines with lines.
    Child startTool(String program) throws IOException {
        return start(launcher.tool(program, List.of()), Map.of(), Child::talking);
    }

    private synchronized Child start(List<String> command, Map<String, String> environment, Way way)
            throws IOException {
        if (closed) {
            throw new BenchFailed("stopped");
        }
        var builder = new ProcessBuilder(command);
        var ours = new HashMap<>(builder.environment());
        ours.keySet().retainAll(INHERITED);
        builder.environment().clear();
        builder.environment().putAll(ours);
        builder.environment().putAll(environment);
        var child = way.start(builder, folder.resolve("child-" + children.size() + ".log"));
        children.add(child);
        return child;
    }

    /// Silent or talking.
    private interface Way {
        Child start(ProcessBuilder builder, Path log) throws IOException;
    }

    /// Stops a child before its time.
    synchronized void stop(Child child) {
        child.close();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is going down: the hook does, or did, the work.
        }
        clear();
    }

    private synchronized void clear() {
        if (closed) {
            return;
        }
        closed = true;
        children.reversed().forEach(Child::close);
        remove(folder);
    }

    private static void remove(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("foyer bench: cannot remove " + folder + ": " + e.getMessage());
        }
    }
}
