package dev.foyer.session;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.secret.Secrets;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Targets for session ids and for what browsers say of themselves.
public final class SessionTargets {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionIds IDS =
            new SessionIds(
                    new Secrets(
                            List.of("a-secret-key-of-the-fuzzing-targets-01"), new SecureRandom()));
    private static final String SIGNED_IN = IDS.signedIn();
    private static final String GUEST = IDS.text(IDS.newGuest(NOW), NOW);
    private static final Set<String> ISSUED = Set.of(SIGNED_IN, GUEST);
    private static final Devices DEVICES = new Devices();

    private SessionTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text("session-id", SessionTargets::id, SIGNED_IN, GUEST),
                Target.text(
                        "user-agent",
                        SessionTargets::agent,
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101"
                                + " Firefox/140.0",
                        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
                                + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                        "okhttp/4.12.0"));
    }

    private static void id(String text) {
        holds(
                IDS.read(text, NOW).isPresent() == ISSUED.contains(text),
                "what was issued is known, and nothing else");
    }

    private static void agent(String text) {
        var bounded = text.length() <= 300 ? text : text.substring(0, 300);
        var device = DEVICES.of(bounded);
        for (var name : List.of(device.browser(), device.system())) {
            holds(name.isEmpty() || name.get().length() <= 40, "a name is short");
            holds(name.isEmpty() || !name.get().isBlank(), "and says something");
        }
    }
}
