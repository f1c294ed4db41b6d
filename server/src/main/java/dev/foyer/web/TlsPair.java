package dev.foyer.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate with its chain and the key that goes with it, tried before it is used. Immutable.
///
/// @param until when the certificate expires
record TlsPair(SSLContext context, Instant until) {
    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /// The algorithms of keys in certificates of web servers, and one to try each with.
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final char[] NO_PASSWORD = {};
    private static final byte[] ANYTHING = "anything".getBytes(StandardCharsets.US_ASCII);

    /// @throws GeneralSecurityException where the two do not belong together or cannot be used now;
    ///   what it says holds nothing of the key
    static TlsPair of(TlsFiles.Content content, Instant now) throws GeneralSecurityException {
        var chain = chain(content.chain());
        var own = chain.getFirst();
        if (own.getNotAfter().toInstant().isBefore(now)) {
            throw new CertificateExpiredException("the certificate expired " + own.getNotAfter());
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            throw new CertificateNotYetValidException(
                    "the certificate is not valid before " + own.getNotBefore());
        }
        var key = key(content.secret(), own.getPublicKey().getAlgorithm());
        requireThatTheyFit(own, key);
        return new TlsPair(context(chain, key), own.getNotAfter().toInstant());
    }

    private static List<X509Certificate> chain(byte[] pem) throws GeneralSecurityException {
        var chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (chain.isEmpty()) {
            throw new KeyStoreException("the certificate file holds no certificate");
        }
        for (int i = 1; i < chain.size(); i++) {
            // Out of order it would be refused by clients, and by them alone.
            chain.get(i - 1).verify(chain.get(i).getPublicKey());
        }
        return chain;
    }

    private static PrivateKey key(byte[] pem, String algorithm) throws GeneralSecurityException {
        var found = KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new InvalidKeySpecException(
                    "the key file holds no BEGIN PRIVATE KEY: make one with"
                            + " openssl pkcs8 -topk8 -nocrypt -in key.pem");
        }
        if (!SIGNATURES.containsKey(algorithm)) {
            throw new InvalidKeySpecException("a certificate with a key of " + algorithm);
        }
        try {
            var der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | InvalidKeySpecException _) {
            throw new InvalidKeySpecException("the key is no sound key of " + algorithm);
        }
    }

    private static void requireThatTheyFit(X509Certificate own, PrivateKey key)
            throws GeneralSecurityException {
        var signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
        signature.initSign(key);
        signature.update(ANYTHING);
        var signed = signature.sign();
        signature.initVerify(own.getPublicKey());
        signature.update(ANYTHING);
        if (!signature.verify(signed)) {
            throw new KeyStoreException("the key is not that of the certificate");
        }
    }

    private static SSLContext context(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new KeyStoreException(e);
        }
        store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
