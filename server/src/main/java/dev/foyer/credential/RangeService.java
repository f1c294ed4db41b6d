package dev.foyer.credential;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a range service, within a time-out and a bound on its answer. It learns five of forty
/// digits of a hash, which some thousand passwords share (k-anonymity), and from the padding that
/// it is asked for nobody learns by the length of the answer which five. Safe for use by many
/// threads.
final class RangeService {
    /// For the whole conversation: somebody waits for her answer.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Ten times what the largest range has, padding included.
    private static final long LARGEST_ANSWER = 1024 * 1024;

    /// Made when it is asked first, so that a start does not wait for it.
    private static final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// Those who wait must not take every place of the door from those who only read.
    private static final int AT_ONCE = 32;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /// The lines of a range.
    ///
    /// @param prefix five hex digits in capitals
    /// @throws IOException where the service does not answer in time, or not as it should, or too
    ///   many wait for it already
    String range(URI base, String prefix) throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("too many wait for it");
        }
        try {
            return asked(base, prefix);
        } finally {
            places.release();
        }
    }

    private static String asked(URI base, String prefix) throws IOException {
        var request =
                HttpRequest.newBuilder(base.resolve(prefix))
                        .timeout(PATIENCE)
                        .header("Add-Padding", "true")
                        .header("User-Agent", "foyer")
                        .build();
        var exchange =
                Http.CLIENT.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        var answer = await(exchange);
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> exchange)
            throws IOException {
        try {
            return exchange.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            exchange.cancel(true);
            throw new IOException("did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("failed: " + cause.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("was interrupted", e);
        }
    }
}
