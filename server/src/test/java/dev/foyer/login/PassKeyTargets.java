package dev.foyer.login;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.secret.Secrets;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// A target for the key that makes a browser known.
public final class PassKeyTargets {
    private static final PassKeys KEYS =
            new PassKeys(
                    new Secrets(
                            List.of("a-secret-key-of-the-fuzzing-targets-01"), new SecureRandom()),
                    InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    private static final String KEY = KEYS.issue(7);

    private PassKeyTargets() {}

    public static List<Target> all() {
        return List.of(Target.text("pass-key", PassKeyTargets::key, KEY));
    }

    private static void key(String text) {
        holds(KEYS.read(text).isPresent() == text.equals(KEY), "one key is ours, and no other");
    }
}
