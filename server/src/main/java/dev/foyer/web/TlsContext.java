package dev.foyer.web;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// A TLS context whose certificate may change under it, and whose connections all keep to our
/// choice of protocols and suites.
///
/// The library takes one context at its start. It does not hand its own parameters to the sockets
/// that it makes, and leaves the socket below a closed TLS socket open; both are mended here.
final class TlsContext extends SSLContext {
    /// Older ones are broken (RFC 8996).
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /// Forward secrecy and authenticated encryption only (RFC 9325, 4.2).
    private static final List<String> SUITES =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    TlsContext(Supplier<SSLContext> current) {
        super(new Spi(current), current.get().getProvider(), "TLS");
    }

    private static <T extends SSLSocket> T bounded(T socket) {
        var parameters = socket.getSSLParameters();
        choose(parameters);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLEngine bounded(SSLEngine engine) {
        var parameters = engine.getSSLParameters();
        choose(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static void choose(SSLParameters parameters) {
        var known = Arrays.asList(parameters.getCipherSuites());
        parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
        parameters.setCipherSuites(SUITES.stream().filter(known::contains).toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
    }

    private static final class Spi extends SSLContextSpi {
        private final Supplier<SSLContext> current;

        Spi(Supplier<SSLContext> current) {
            this.current = current;
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Factory(current.get().getSocketFactory());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return current.get().getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return bounded(current.get().createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return bounded(current.get().createSSLEngine());
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return current.get().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return current.get().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return current.get().getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return current.get().getSupportedSSLParameters();
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys,
                TrustManager @Nullable [] trust,
                @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("the pair in use is the only one");
        }
    }

    /// Lays TLS over the sockets of a listener, and makes no others.
    private static final class Factory extends SSLSocketFactory {
        private final SSLSocketFactory current;

        Factory(SSLSocketFactory current) {
            this.current = current;
        }

        @Override
        public Socket createSocket(Socket below, InputStream consumed, boolean autoClose)
                throws IOException {
            return bounded((SSLSocket) current.createSocket(below, consumed, true));
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose)
                throws IOException {
            throw notOurs();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw notOurs();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            throw notOurs();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw notOurs();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            throw notOurs();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return current.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return current.getSupportedCipherSuites();
        }

        private static SocketException notOurs() {
            return new SocketException("this context only serves");
        }
    }
}
