package dev.foyer.db;

import java.nio.file.Path;

/// A program that starts the embedded database of a folder, says how that went in one line, and
/// keeps it until it is killed or its input ends.
final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
        try (var postgres = EmbeddedPostgres.start(Path.of(args[0]))) {
            System.out.println("STARTED " + postgres.port());
            while (System.in.read() >= 0) {}
        } catch (EmbeddedPostgresException e) {
            System.out.println("REFUSED " + e.getMessage());
            System.exit(1);
        }
    }
}
