package dev.foyer.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// In which pages Linux hands out memory. Each password hash asks for 19 MiB and gives them back;
/// in small pages that takes as long as the hash itself.
final class HugePages {
    /// Of its words the one in brackets is in force (Linux: admin-guide/mm/transhuge).
    static final Path SWITCH = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private HugePages() {}

    /// Whether they are small for whoever does not ask for others; false where nobody knows.
    static boolean areSmall(Path file) {
        try {
            return !Files.readString(file).contains("[always]");
        } catch (IOException _) {
            return false;
        }
    }
}
