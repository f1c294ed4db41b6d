package dev.foyer.people;

import dev.foyer.app.Shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Somebody at the management port.
public final class Operator {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Shop shop;
    private final String authorization;

    private Operator(Shop shop, String authorization) {
        this.shop = shop;
        this.authorization = authorization;
    }

    /// Somebody with the token.
    public static Operator of(Shop shop) {
        return new Operator(shop, "Bearer " + Shop.MANAGEMENT_TOKEN);
    }

    /// Somebody who says this instead.
    public static Operator saying(Shop shop, String authorization) {
        return new Operator(shop, authorization);
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(shop.managementUrl() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return new Reply(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Sets a dynamic setting to a value written in JSON.
    public Reply set(String name, String json) {
        return send("PUT", "/api/settings/" + name + "/", "{\"value\": " + json + "}");
    }

    public Reply unset(String name) {
        return send("DELETE", "/api/settings/" + name + "/", "");
    }
}
