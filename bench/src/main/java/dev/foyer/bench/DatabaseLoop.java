package dev.foyer.bench;

import dev.foyer.db.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Path;

/// A PostgreSQL that is there already when servers start: a program of its own. Its first line of
/// output says where it is, as a `DATABASE_URL` without the name of a database. It ends with its
/// standard input.
final class DatabaseLoop {
    private DatabaseLoop() {}

    /// @param args folder of the database
    public static void main(String[] args) throws IOException {
        var answers = System.out;
        System.setOut(System.err);
        try (var postgres = EmbeddedPostgres.start(Path.of(args[0]))) {
            var address = postgres.jdbcUrl().substring("jdbc:postgresql://".length());
            answers.println(
                    "postgresql://%s:%s@%s/"
                            .formatted(
                                    postgres.user(),
                                    postgres.password(),
                                    address.substring(0, address.indexOf('/'))));
            while (System.in.read() >= 0) {
                // Nothing is said to it; the end is what counts.
            }
        }
    }
}
