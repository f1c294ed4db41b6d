package dev.foyer.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an operator gives to a command, so that a secret need not stand on the command line: the
/// text itself, `-` for standard input, or `@FILE`.
final class Given {
    private Given() {}

    /// The text, without blanks around it where it was not given itself.
    static String text(String value) throws IOException {
        if (value.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        return value.startsWith("@")
                ? Files.readString(Path.of(value.substring(1))).strip()
                : value;
    }
}
