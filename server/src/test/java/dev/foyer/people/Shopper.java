package dev.foyer.people;

import dev.foyer.app.Shop;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Somebody with a browser or an app: keeps the cookies of every answer, sends them back, and shows
/// the CSRF token on unsafe requests, unless told otherwise.
public final class Shopper {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final Supplier<String> url;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean showsToken = true;

    private Shopper(Supplier<String> url) {
        this.url = url;
    }

    /// Somebody who has just arrived and has a CSRF token.
    public static Shopper guest(Shop shop) {
        var shopper = stranger(shop);
        shopper.get("/csrf_token/").answers(200);
        return shopper;
    }

    /// [#guest] of a server that is known by its address alone.
    public static Shopper guest(String url) {
        var shopper = new Shopper(() -> url);
        shopper.get("/csrf_token/").answers(200);
        return shopper;
    }

    /// Somebody who has not said a word yet.
    public static Shopper stranger(Shop shop) {
        return new Shopper(shop::url);
    }

    /// Somebody who has registered with this address and is signed in.
    public static Shopper signedIn(Shop shop, String email) {
        var shopper = guest(shop);
        shopper.post("/users/registration/", Person.named("Ayşe", "Yılmaz").withEmail(email).json())
                .answers(201);
        return shopper;
    }

    /// The password of everybody in the tests.
    public static final String PASSWORD = "kirmizi-bisiklet-7";

    /// Sends this header from now on; an empty value takes it back.
    public Shopper with(String header, String value) {
        if (value.isEmpty()) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    /// Shows no CSRF header from now on.
    public Shopper withoutToken() {
        showsToken = false;
        return this;
    }

    /// The cookie of this name, or an empty text.
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /// Puts a cookie into the jar, or takes it out with an empty value.
    public Shopper holding(String name, String value) {
        if (value.isEmpty()) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
        return this;
    }

    public Reply get(String path) {
        return send("GET", path, null, "");
    }

    public Reply post(String path, String json) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public Reply put(String path, String json) {
        return send("PUT", path, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, "");
    }

    /// POST without a body.
    public Reply post(String path) {
        return send("POST", path, null, "");
    }

    /// POST of a form, written as it is on the wire.
    public Reply postForm(String path, String form) {
        return send(
                "POST",
                path,
                form.getBytes(StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded");
    }

    /// Signs in with the password of everybody.
    public Reply login(String email) {
        return login(email, PASSWORD);
    }

    public Reply login(String email, String password) {
        return post(
                "/users/login/",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    /// Any request. An empty content type sends none.
    public Reply send(String method, String path, byte @Nullable [] body, String contentType) {
        var request =
                HttpRequest.newBuilder(URI.create(url.get() + path))
                        .timeout(Duration.ofSeconds(30));
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieLine());
        }
        if (showsToken
                && !method.equals("GET")
                && !method.equals("HEAD")
                && cookies.containsKey("csrftoken")) {
            request.setHeader("x-csrftoken", cookie("csrftoken"));
        }
        headers.forEach(request::setHeader);
        try {
            var reply =
                    new Reply(
                            CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            reply.setCookies().forEach(this::keep);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String cookieLine() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(String line) {
        var pair = line.split(";", 2)[0].split("=", 2);
        holding(pair[0], line.contains("Max-Age=0;") ? "" : pair[1]);
    }
}
