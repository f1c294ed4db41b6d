package dev.foyer.credential;

import dev.foyer.secret.Signer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;

/// A password as typed: any Unicode, never trimmed and never cut. It never shows in [#toString].
public final class Password {
    /// In characters; NIST SP 800-63B-4, 3.1.1.2 asks for at least 64.
    public static final int LONGEST = 1024;

    private final String typed;

    public Password(String typed) {
        this.typed = typed;
    }

    /// The bytes to hash: UTF-8 of [#normal].
    byte[] bytes() {
        return normal().getBytes(StandardCharsets.UTF_8);
    }

    /// All bytes that a stored hash may have been made over: [#bytes] first, then UTF-8 of what was
    /// typed, as other shops take it, where that differs. How many there are tells nothing of what
    /// is stored.
    List<byte[]> forms() {
        return normal().equals(typed)
                ? List.of(bytes())
                : List.of(bytes(), typed.getBytes(StandardCharsets.UTF_8));
    }

    /// The form NFKC, so that one password typed on two keyboards is one (NIST SP 800-63B-4,
    /// 3.1.1.2). This is what is hashed, and what the rules look at.
    String normal() {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /// A name for this password under a key: for a few seconds it tells that the same one was shown
    /// again.
    public String signed(Signer signer) {
        return HexFormat.of().formatHex(signer.sign(normal()));
    }

    String typed() {
        return typed;
    }

    @Override
    public String toString() {
        return "…";
    }
}
