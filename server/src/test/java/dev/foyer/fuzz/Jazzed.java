package dev.foyer.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Jazzer calls. `-Dfoyer.fuzz.target` names the target.
public final class Jazzed {
    private static Target.Check check = input -> {};

    private Jazzed() {}

    public static void fuzzerInitialize() {
        check = Targets.named(System.getProperty("foyer.fuzz.target", "")).check();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        check.of(input);
    }

    /// Without arguments prints the names of all targets; with a folder writes the seeds of each
    /// below it.
    public static void main(String[] arguments) throws IOException {
        for (var target : Targets.ALL) {
            System.out.println(target.name());
            if (arguments.length > 0) {
                write(target, Path.of(arguments[0]).resolve(target.name()));
            }
        }
    }

    private static void write(Target target, Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (var seed : target.seeds()) {
            Files.write(folder.resolve("seed-" + number++), seed.copy());
        }
    }
}
