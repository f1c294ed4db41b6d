package dev.foyer.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Where the certificate and its key are (`TLS_CERTIFICATE`, `TLS_KEY`), both in PEM (RFC 7468).
///
/// @param certificate the server's own first, then those that lead to a root
/// @param key without a passphrase, in PKCS #8 (RFC 5958)
public record TlsFiles(Path certificate, Path key) {
    /// Far above any chain, and far below what would hurt.
    private static final int LARGEST = 256 * 1024;

    /// What the files hold at one moment.
    static final class Content {
        private final byte[] chain;
        private final byte[] secret;

        private Content(byte[] chain, byte[] secret) {
            this.chain = chain;
            this.secret = secret;
        }

        byte[] chain() {
            return chain;
        }

        byte[] secret() {
            return secret;
        }

        boolean isSame(Content other) {
            return Arrays.equals(chain, other.chain) && Arrays.equals(secret, other.secret);
        }
    }

    Content read() throws IOException {
        return new Content(bytes(certificate), bytes(key));
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }
}
