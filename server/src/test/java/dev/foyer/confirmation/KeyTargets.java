package dev.foyer.confirmation;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.dynamic.SettingTargets;
import dev.foyer.fuzz.Target;
import dev.foyer.secret.Secrets;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Targets for the keys in mailed links.
public final class KeyTargets {
    private static final Secrets SECRETS =
            new Secrets(List.of("a-secret-key-of-the-fuzzing-targets-01"), new SecureRandom());

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private static final ResetKeys KEYS =
            new ResetKeys(
                    SECRETS,
                    SettingTargets.standing(List.of(ResetKeys.PASSWORD_RESET_TIMEOUT)),
                    CLOCK);
    private static final ResetKeys.Bond BOND = new ResetKeys.Bond(7, 8, "a@b.test", "hash");
    private static final String TOKEN = KEYS.issue(BOND);

    private KeyTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text("reset-uid", KeyTargets::uid, "MQ", "Nw", "OTk5OTk5OTk5OTk5OTk5OTk5"),
                Target.text("reset-token", KeyTargets::token, TOKEN));
    }

    private static void uid(String text) {
        ResetKeys.customerId(text)
                .ifPresent(id -> holds(ResetKeys.uid(id).equals(text), "there is one spelling"));
    }

    private static void token(String text) {
        holds(KEYS.isSound(text, BOND) == text.equals(TOKEN), "one token is sound, and no other");
    }
}
