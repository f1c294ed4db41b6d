package dev.foyer.erasure;

import dev.foyer.secret.Sha256;

import java.time.Instant;

/// The proof that somebody was erased: what was taken from which table, when and why, without what
/// it was.
///
/// @param content the certificate itself, as JSON
/// @param digest of the content
/// @param genuine whether content and digest carry our signature
public record Certificate(
        long customerId, Instant erasedAt, String content, Sha256 digest, boolean genuine) {}
