package dev.foyer.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/// The certificate in use. The files are looked at every few seconds, by content and not by time,
/// since links and copies keep old times; a sound new pair serves the next connections, a broken
/// one is told once in the log and the old one goes on. Safe for use by many threads.
final class TlsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsServer.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);

    private final TlsFiles files;
    private final InstantSource clock;
    private final ScheduledExecutorService watch;
    private volatile TlsPair pair;
    private TlsFiles.Content judged;
    private TlsFiles.Content seen;
    private String told = "";

    private TlsServer(TlsFiles files, InstantSource clock, TlsFiles.Content seen, TlsPair pair) {
        this.files = files;
        this.clock = clock;
        this.seen = seen;
        this.judged = seen;
        this.pair = pair;
        var factory = Thread.ofPlatform().name("tls-files").daemon().factory();
        this.watch = Executors.newSingleThreadScheduledExecutor(factory);
    }

    /// @throws IOException where the files cannot be read or used
    static TlsServer start(TlsFiles files, InstantSource clock) throws IOException {
        try {
            var content = files.read();
            var server = new TlsServer(files, clock, content, TlsPair.of(content, clock.instant()));
            var _ =
                    server.watch.scheduleWithFixedDelay(
                            server::look,
                            LOOKS_EVERY.toMillis(),
                            LOOKS_EVERY.toMillis(),
                            TimeUnit.MILLISECONDS);
            return server;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS_CERTIFICATE and TLS_KEY: " + e.getMessage(), e);
        }
    }

    /// For a listener: whatever is asked of it is asked of the pair in use.
    SSLContext context() {
        return new TlsContext(() -> pair.context());
    }

    /// What cannot be used is tried once, but for a certificate whose time has not come.
    private TlsPair tried(TlsFiles.Content content) throws GeneralSecurityException {
        var before = judged;
        judged = content;
        try {
            return TlsPair.of(content, clock.instant());
        } catch (CertificateNotYetValidException e) {
            judged = before;
            throw e;
        }
    }

    /// Only what has stayed the same from one look to the next is judged, since two files are never
    /// written at once. A pair that was caught with one half old is tried again when the other half
    /// has come.
    private void look() {
        try {
            var content = files.read();
            boolean settled = content.isSame(seen);
            seen = content;
            if (settled && !content.isSame(judged)) {
                pair = tried(content);
                told = "";
                LOG.info("a new TLS certificate is in use, until {}", pair.until());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String complaint) {
        if (!complaint.equals(told)) {
            told = complaint;
            LOG.warn("the old TLS certificate goes on, the new one cannot be used: {}", complaint);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
