package dev.foyer.unsubscribe;

import dev.foyer.secret.Digest;
import dev.foyer.secret.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Holds a call against the secrets of its caller: SHA-256 over secret and time (contract B.2.1),
/// and for services that have to, HMAC-SHA-256 over the body (contract 0.2.9). Stateless.
final class HookSignature {
    /// The header with the signature of the body.
    static final String HEADER = "x-foyer-signature";

    private HookSignature() {}

    /// Whether the caller holds one of the secrets. The work depends on nothing that a stranger
    /// could learn from it: every secret is tried in every spelling of the time.
    static boolean isRight(Caller caller, HookCall call, byte[] body, Optional<String> ofBody) {
        boolean right = false;
        for (var secret : caller.secrets()) {
            boolean hashed = false;
            for (var spelling : call.time().spellings()) {
                hashed |= same(Sha256.of(secret + spelling).hex(), call.hash());
            }
            // Only somebody who has the secret, or a hash made with it, comes to the second half.
            right |=
                    hashed
                            && (!caller.options().requiresSignature()
                                    || same(Digest.hmacSha256Hex(secret, body), ofBody.orElse("")));
        }
        return right && caller.known();
    }

    private static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                presented.getBytes(StandardCharsets.UTF_8));
    }
}
