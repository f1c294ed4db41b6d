package dev.foyer.secret;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/// Targets for sealed and signed values that come back.
public final class SecretTargets {
    /// Known to these targets alone.
    private static final Secrets SECRETS =
            new Secrets(List.of("a-secret-key-of-the-fuzzing-targets-01"), new SecureRandom());

    private static final Sealer SEALER = SECRETS.sealer("fuzz");
    private static final Signer SIGNER = SECRETS.signer("fuzz");
    private static final SignedTokens TOKENS =
            new SignedTokens(SECRETS, "fuzz", ChronoUnit.SECONDS);
    private static final String TOKEN =
            TOKENS.issue("bearer", Instant.parse("2026-01-01T00:00:00Z"), TOKENS.newId());

    private SecretTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text("sealed", SecretTargets::sealed, SEALER.seal("a text"), "sealed:"),
                Target.text("signed-token", SecretTargets::token, TOKEN),
                Target.bytes(
                        "signed",
                        SecretTargets::signed,
                        List.of("a|bc".getBytes(StandardCharsets.UTF_8))));
    }

    /// What opens is what was sealed; whatever can be sealed can be opened.
    private static void sealed(String text) {
        var opened = SEALER.open(text);
        holds(opened.isEmpty() || opened.get().equals("a text"), "nothing else was ever sealed");
        var bare = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        holds(SEALER.open(SEALER.seal(bare)).orElseThrow().equals(bare), "what is sealed opens");
    }

    private static void token(String text) {
        holds(
                TOKENS.read(text, "bearer").isPresent() == text.equals(TOKEN),
                "one token is ours, and no other");
    }

    /// The boundary between two parts is signed with them.
    private static void signed(byte[] input) {
        var text = new String(input, StandardCharsets.ISO_8859_1);
        int middle = text.length() / 2;
        var signature =
                HexFormat.of()
                        .formatHex(SIGNER.sign(text.substring(0, middle), text.substring(middle)));
        holds(
                SIGNER.verify(
                        signature,
                        HexFormat.of()::formatHex,
                        text.substring(0, middle),
                        text.substring(middle)),
                "its own signature is right");
        holds(
                middle == 0
                        || !SIGNER.verify(
                                signature,
                                HexFormat.of()::formatHex,
                                text.substring(0, middle - 1),
                                text.substring(middle - 1)),
                "a boundary cannot be moved");
        holds(!SIGNER.verify(text, HexFormat.of()::formatHex, text), "a text is not its signature");
    }
}
