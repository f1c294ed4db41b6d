package dev.foyer.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks somebody else's server, which may be slow, broken or hostile: within a time, with a bound
/// on its answer, and without following it to another one. How many ask at once is for the caller
/// to bound. Safe for use by many threads.
public final class BoundedHttp {
    /// Made when somebody is asked first: it takes a while, and a start should not wait for it.
    private static final class Client {
        static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(3))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    private BoundedHttp() {}

    /// The answer to this request, whatever its status.
    ///
    /// @param largest bytes of a body; a longer one is no answer
    /// @param patience for the whole conversation, from connecting to the last byte
    /// @throws IOException where there is none; exactly this class, and its message goes on from
    ///   the name of the server and tells nothing of what was asked or answered
    /// @throws IllegalArgumentException where it is no request of HTTP
    public static <T> HttpResponse<T> ask(
            HttpRequest request, BodyHandler<T> body, long largest, Duration patience)
            throws IOException {
        var exchange = Client.CLIENT.sendAsync(request, BodyHandlers.limiting(body, largest));
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            exchange.cancel(true);
            throw new IOException("did not answer within " + patience.toSeconds() + " s");
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
