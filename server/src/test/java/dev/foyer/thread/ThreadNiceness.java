package dev.foyer.thread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How nice a thread is, as Linux tells it.
public final class ThreadNiceness {
    /// Of the fields behind the name in parentheses (proc_pid_stat(5)).
    private static final int FIELD = 16;

    private ThreadNiceness() {}

    /// Of the platform thread that asks.
    public static int present() {
        return of(Path.of("/proc/thread-self"));
    }

    /// Of a thread by its folder.
    public static int of(Path task) {
        try {
            var stat = Files.readString(task.resolve("stat"));
            return Integer.parseInt(
                    stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[FIELD]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
