package dev.foyer.bench;

import dev.foyer.credential.Hasher;
import dev.foyer.credential.Pbkdf2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A way in which passwords are hashed, told to the server and to the bare function alike.
///
/// @param name for people
/// @param arguments of [HashLoop] for the limit
/// @param own of [HashLoop] for what the server itself hashes with, where that is something else
/// @param environment of the server
/// @param stored the hash of everybody's password, where the server makes no such hashes itself
record Cost(
        String name,
        List<String> arguments,
        Optional<List<String>> own,
        Map<String, String> environment,
        Optional<String> stored) {
    private static final int DJANGO_ITERATIONS = 260_000;
    private static final String SALT = "tuzlu42";
    private static final int KEY = 32;

    /// The server's own.
    static Cost standard() {
        var standard = Hasher.Settings.STANDARD;
        return argon2(standard.memory(), standard.passes(), standard.lanes());
    }

    /// That of Keycloak 26, a third of the memory and more than twice the passes.
    static Cost keycloak() {
        return argon2(7168, 5, 1);
    }

    /// That of Django 3.2, whose hashes come with an import. After a sign-in the server would put
    /// one of its own in the place; it makes that at the cheapest cost here, so that the old one is
    /// what is measured.
    static Cost django() {
        var key =
                Pbkdf2.derive(
                        "SHA-256",
                        Customers.PASSWORD.getBytes(StandardCharsets.UTF_8),
                        SALT.getBytes(StandardCharsets.UTF_8),
                        DJANGO_ITERATIONS,
                        KEY);
        return new Cost(
                "PBKDF2 of " + DJANGO_ITERATIONS,
                List.of("pbkdf2", Integer.toString(DJANGO_ITERATIONS)),
                Optional.empty(),
                Foyer.CHEAP_HASHES,
                Optional.of(
                        "pbkdf2_sha256$%d$%s$%s"
                                .formatted(
                                        DJANGO_ITERATIONS,
                                        SALT,
                                        Base64.getEncoder().encodeToString(key))));
    }

    private static Cost argon2(int memory, int passes, int lanes) {
        var numbers = Arrays.asList(memory, passes, lanes).stream().map(String::valueOf).toList();
        return new Cost(
                "Argon2id m=%d t=%d p=%d".formatted(memory, passes, lanes),
                List.of("argon2", numbers.get(0), numbers.get(1), numbers.get(2)),
                Optional.of(List.of("foyer", numbers.get(0), numbers.get(1), numbers.get(2))),
                Map.of(
                        "ARGON2_MEMORY_KIB",
                        numbers.get(0),
                        "ARGON2_PASSES",
                        numbers.get(1),
                        "ARGON2_LANES",
                        numbers.get(2)),
                Optional.empty());
    }
}
