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
    record Content(byte[] chain, byte[] secret) {
        boolean isSame(Content other) {
            return Arrays.equals(chain, other.chain) && Arrays.equals(secret, other.secret);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && isSame(content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(chain);
        }

        @Override
        public String toString() {
            return "…";
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
