package dev.foyer.app;

import java.nio.file.Path;

/// Folders of this process of the tests: there are several at a time, each with its part of the
/// classes, and none may write into what another one uses.
final class TestFolder {
    private static final String PROCESS = System.getProperty("foyer.tests.process", "1");

    private TestFolder() {}

    /// The absolute path of the folder of this name; it need not be there.
    static Path of(String name) {
        return Path.of("target", name + "-" + PROCESS).toAbsolutePath();
    }
}
