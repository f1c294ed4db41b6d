package dev.foyer.credential;

import dev.foyer.http.BoundedHttp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Asks a range service, within a time-out and a bound on its answer. It learns five of forty
/// digits of a hash, which some thousand passwords share (k-anonymity), and from the padding that
/// it is asked for nobody learns by the length of the answer which five. Safe for use by many
/// threads.
final class RangeService {
    /// For the whole conversation: somebody waits for her answer.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Ten times what the largest range has, padding included.
    private static final long LARGEST_ANSWER = 1024 * 1024;

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
        var answer = BoundedHttp.ask(request, BodyHandlers.ofString(), LARGEST_ANSWER, PATIENCE);
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        return answer.body();
    }
}
