package dev.foyer.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere threads stay as they are")
class NicenessTest {
    /// Of the fields behind the name in parentheses (proc_pid_stat(5)).
    private static final int NICE = 16;

    @Test
    void one_thread_stands_back_and_no_other() throws Exception {
        int before = present();
        var lowered = new AtomicInteger();

        var thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    Niceness.lower();
                                    lowered.set(present());
                                });
        thread.join();

        assertThat(lowered).hasValue(Math.min(before + 5, 19));
        assertThat(present()).isEqualTo(before);
    }

    private static int present() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
