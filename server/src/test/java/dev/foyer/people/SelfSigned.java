package dev.foyer.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of `localhost` that nobody else has signed, made anew for each test, and those who
/// trust it.
public final class SelfSigned {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final X509Certificate certificate;
    private final byte[] key;

    private SelfSigned(X509Certificate certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// A pair with a key of this algorithm, `EC` or `RSA`, that is good from now on for so many
    /// days; less than none for one that has expired.
    public static SelfSigned of(String algorithm, int days) {
        try {
            var folder = Files.createTempDirectory("self-signed");
            var store = folder.resolve("store.p12");
            keytool(
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-startdate",
                    days < 0 ? "-30d" : "-1d",
                    "-validity",
                    Integer.toString(days < 0 ? 30 + days : days + 1),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    store.toString());
            try (var stream = Files.newInputStream(store)) {
                return read(stream);
            } finally {
                Files.delete(store);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes both files; the certificate first, as a tool that renews them would.
    public SelfSigned into(Path certificateFile, Path keyFile) {
        try {
            Files.writeString(certificateFile, certificatePem(), StandardCharsets.US_ASCII);
            Files.writeString(keyFile, keyPem(), StandardCharsets.US_ASCII);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String keyPem() {
        return pem("PRIVATE KEY", key);
    }

    /// Whether this is the certificate that was shown.
    public boolean is(X509Certificate shown) {
        return certificate.equals(shown);
    }

    /// Trusts these certificates and no others.
    public static SSLContext trusting(SelfSigned... trusted) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("server-" + i, trusted[i].certificate);
            }
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SelfSigned read(InputStream stream)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(stream, PASSWORD);
        return new SelfSigned(
                (X509Certificate) store.getCertificate("server"),
                store.getKey("server", PASSWORD).getEncoded());
    }

    private static String pem(String label, byte[] bytes) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, encoder.encodeToString(bytes), label);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool refuses");
        }
    }
}
