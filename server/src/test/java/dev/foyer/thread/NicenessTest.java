package dev.foyer.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.util.concurrent.atomic.AtomicInteger;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere threads stay as they are")
class NicenessTest {
    @Test
    void one_thread_stands_back_and_no_other() throws Exception {
        int before = ThreadNiceness.present();
        var lowered = new AtomicInteger();

        var thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    Niceness.lower(7);
                                    lowered.set(ThreadNiceness.present());
                                });
        thread.join();

        assertThat(lowered).hasValue(Math.min(before + 7, 19));
        assertThat(ThreadNiceness.present()).isEqualTo(before);
    }
}
