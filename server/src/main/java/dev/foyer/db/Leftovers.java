package dev.foyer.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Database processes that outlived the server that started them.
///
/// Only the holder of the folder's lock may clear them: only then are they nobody's.
///
/// A process is taken for one of ours by what it is and where it works, never by its number alone,
/// which may have passed on to a stranger: its program is PostgreSQL's and its working directory
/// lies in our folder. Where the system keeps these from us (macOS; a container's root who may not
/// trace), it has to be a `postgres` whose command line names our data directory.
record Leftovers(PostgresFolder folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb");
    private static final Path PROC = Path.of("/proc");

    /// Children end by themselves, at once, when they see that their postmaster is gone.
    private static final Duration CHILDREN_END_WITHIN = Duration.ofSeconds(1);

    private static final Duration FAST_WITHIN = Duration.ofSeconds(10);
    private static final Duration AT_ONCE_WITHIN = Duration.ofSeconds(5);

    /// Returns when no such process is left, or says why it cannot.
    void clear() throws IOException {
        var found = find();
        if (!found.isEmpty()) {
            LOG.info("Stopping {} database process(es) left behind", found.size());
            stop(found);
        }
        forgetStranger();
    }

    private void stop(List<ProcessHandle> found) {
        var named = named();
        var postmaster =
                found.stream()
                        .filter(p -> named.isPresent() && p.pid() == named.getAsLong())
                        .findFirst();
        // Only it: to its children the same signal means something else.
        postmaster.ifPresent(Signal.INT::sendTo);
        var fast = postmaster.isPresent();
        if (Patience.until(() -> none(found), fast ? FAST_WITHIN : CHILDREN_END_WITHIN)) {
            return;
        }
        find().forEach(Signal.QUIT::sendTo);
        if (Patience.until(() -> none(found), AT_ONCE_WITHIN)) {
            return;
        }
        find().forEach(Signal.KILL::sendTo);
        if (!Patience.until(() -> none(found), AT_ONCE_WITHIN)) {
            throw new EmbeddedPostgresException(
                    "process %d still uses the database in %s and cannot be stopped"
                            .formatted(find().getFirst().pid(), folder.root()));
        }
    }

    /// The known ones first: to look through all processes, every few milliseconds, costs.
    private boolean none(List<ProcessHandle> known) {
        return known.stream().noneMatch(this::isOurs) && find().isEmpty();
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            // Linux adds " (deleted)" to the name of a program that an upgrade swept away.
            var program = String.valueOf(shown(process, "exe").getFileName());
            return PROGRAMS.contains(program.replace(" (deleted)", ""))
                    && shown(process, "cwd").startsWith(folder.root());
        } catch (IOException | SecurityException _) {
            var command = commandLine(process);
            return !command.isEmpty()
                    && command.getFirst().endsWith("/postgres")
                    && command.contains(folder.data().toString());
        }
    }

    private static Path shown(ProcessHandle process, String what) throws IOException {
        return Files.readSymbolicLink(PROC.resolve(Long.toString(process.pid())).resolve(what));
    }

    /// Program and arguments; empty where the process has ended or does not show them.
    private static List<String> commandLine(ProcessHandle process) {
        var file = PROC.resolve(Long.toString(process.pid())).resolve("cmdline");
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException | SecurityException _) {
            var info = process.info();
            var command = new ArrayList<String>();
            info.command().ifPresent(command::add);
            info.arguments().ifPresent(arguments -> Collections.addAll(command, arguments));
            return command;
        }
    }

    /// The process id in the first line of `postmaster.pid`.
    private OptionalLong named() {
        try {
            var text = Files.readString(pidFile(), StandardCharsets.ISO_8859_1);
            var first = text.lines().findFirst().orElse("").strip();
            return first.matches("\\d{1,9}")
                    ? OptionalLong.of(Long.parseLong(first))
                    : OptionalLong.empty();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /// PostgreSQL clears a stale `postmaster.pid` by itself, but not an unreadable one, nor one
    /// whose number now belongs to another living process.
    private void forgetStranger() throws IOException {
        var named = named();
        var stale =
                named.isEmpty()
                        || ProcessHandle.of(named.getAsLong())
                                .filter(Leftovers::isStranger)
                                .isPresent();
        if (stale && Files.deleteIfExists(pidFile())) {
            LOG.info("Removed a stale postmaster.pid");
        }
    }

    /// Asked of a living process that is none of ours as far as we can see: is that for sure?
    ///
    /// When in doubt the file stays, and PostgreSQL makes its own check.
    private static boolean isStranger(ProcessHandle process) {
        try {
            return isZombie(process) || shown(process, "cwd").isAbsolute();
        } catch (IOException | SecurityException _) {
            var command = commandLine(process);
            return !command.isEmpty() && !command.getFirst().contains("postgres");
        }
    }

    /// Dead, and kept in the list by a parent that never asks: usual in containers.
    private static boolean isZombie(ProcessHandle process) throws IOException {
        var file = PROC.resolve(Long.toString(process.pid())).resolve("stat");
        // "pid (name) state …", where the name may hold anything.
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.startsWith(") Z", text.lastIndexOf(')'));
    }

    private Path pidFile() {
        return folder.data().resolve("postmaster.pid");
    }
}
