package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Speaks to the management port of a running server, as the commands do.
final class ManagementClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final String token;

    private ManagementClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /// A server's answer.
    record Answer(int status, JsonNode body) {}

    /// What keeps a command from asking, in one line for the operator.
    static final class NoServer extends Exception {
        private static final long serialVersionUID = 1L;

        NoServer(String message) {
            super(message);
        }
    }

    /// Finds port and token where the server of this environment has them.
    static ManagementClient of(Map<String, String> variables) throws NoServer {
        var complaints = new Complaints();
        var env = new Environment(variables, complaints);
        var host = env.text("MANAGEMENT_HOST").orElse("127.0.0.1");
        int port = env.number("MANAGEMENT_PORT", 1, 65535, 9000);
        if (!complaints.none()) {
            throw new NoServer(String.join("; ", complaints.lines()));
        }
        var file = Path.of(env.text("FOYER_DATA").orElse("data")).resolve("management-token");
        return new ManagementClient(
                URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port),
                token(env, file));
    }

    /// A page, or what the server says where there is none.
    ///
    /// @param text empty where there is none
    record Page(Answer answer, String text) {}

    Answer send(String method, String path, @Nullable JsonNode body)
            throws NoServer, InterruptedException {
        var publisher =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(Json.text(body));
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .method(method, publisher)
                        .header("Content-Type", "application/json");
        try {
            var response = exchange(request);
            return new Answer(response.statusCode(), Json.parse(response.body()));
        } catch (Json.Malformed e) {
            throw unsound(e);
        }
    }

    /// A page in this language, or in the server's own.
    Page page(String path, @Nullable String language) throws NoServer, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).GET();
        if (language != null) {
            request.header("Accept-Language", language);
        }
        var response = exchange(request);
        if (response.statusCode() == 200) {
            var text = new String(response.body(), StandardCharsets.UTF_8);
            return new Page(new Answer(200, Json.object()), text);
        }
        try {
            return new Page(new Answer(response.statusCode(), Json.parse(response.body())), "");
        } catch (Json.Malformed e) {
            throw unsound(e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request)
            throws NoServer, InterruptedException {
        request.header("Authorization", "Bearer " + token).timeout(TIMEOUT);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException _) {
            throw new NoServer("no server answers at " + base + "; start one with ./foyer serve");
        } catch (IOException e) {
            throw unsound(e);
        }
    }

    private NoServer unsound(Exception e) {
        return new NoServer("the server at " + base + " gave no sound answer: " + e.getMessage());
    }

    private static String token(Environment env, Path file) throws NoServer {
        try {
            Optional<String> token = env.text("MANAGEMENT_TOKEN");
            token = token.isPresent() ? token : KeptSecret.read(file);
            return token.orElseThrow(
                    () ->
                            new NoServer(
                                    "no management token: set MANAGEMENT_TOKEN, or FOYER_DATA to the server's data"
                                            + " folder (there is none in "
                                            + file.toAbsolutePath().normalize()
                                            + ")"));
        } catch (IOException e) {
            throw new NoServer("the management token cannot be read: " + e.getMessage());
        }
    }
}
