package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the system's switch says about pages.
class HugePagesTest {
    @TempDir Path folder;

    @Test
    void pages_are_small_unless_all_are_large() throws IOException {
        assertThat(HugePages.areSmall(saying("always [madvise] never\n"))).isTrue();
        assertThat(HugePages.areSmall(saying("always madvise [never]\n"))).isTrue();
        assertThat(HugePages.areSmall(saying("[always] madvise never\n"))).isFalse();
    }

    @Test
    void a_system_without_the_switch_is_left_alone() {
        assertThat(HugePages.areSmall(folder.resolve("none"))).isFalse();
        assertThat(HugePages.areSmall(folder)).isFalse();
    }

    private Path saying(String text) throws IOException {
        return Files.writeString(folder.resolve("enabled"), text);
    }
}
