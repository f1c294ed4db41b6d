package dev.foyer.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What an embedded database leaves for everybody on the machine to see.
final class Traces {
    private Traces() {}

    /// The process id of the database that serves a folder.
    static long postmaster(Path folder) throws IOException {
        var pidFile = folder.resolve("data/postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    /// PostgreSQL's processes that work in a folder.
    static List<ProcessHandle> processes(Path folder) {
        return ProcessHandle.allProcesses().filter(process -> worksIn(folder, process)).toList();
    }

    /// What a file holds; nothing where it has gone.
    static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    private static boolean worksIn(Path folder, ProcessHandle process) {
        try {
            var proc = Path.of("/proc", Long.toString(process.pid()));
            return Files.readSymbolicLink(proc.resolve("cwd")).startsWith(folder);
        } catch (IOException _) {
            return false;
        }
    }
}
