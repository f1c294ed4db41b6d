package dev.foyer.web;

import dev.foyer.words.Languages;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/// Requests that nobody sent, for parsers that read one.
final class Sent {
    static final Languages LANGUAGES = Languages.load(null, "en");

    private Sent() {}

    /// @param headers by name in lower case
    static Request request(
            Method method, String path, String query, Map<String, String> headers, byte[] body) {
        var client = new Client(InetAddress.getLoopbackAddress(), false, "shop.test");
        return new Request(
                new Received(method, path, query, headers, body), client, LANGUAGES, "id");
    }

    static Request query(String query) {
        return request(Method.GET, "/", query, Map.of(), new byte[0]);
    }

    static Request body(String type, byte[] body) {
        return request(Method.POST, "/", "", Map.of("content-type", type), body);
    }

    // The bytes are never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Received(
            Method method, String path, String query, Map<String, String> headers, byte[] body)
            implements Request.Received {
        @Override
        public List<String> headers(String name) {
            var value = headers.get(name);
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public byte[] body(int limit) {
            return body;
        }
    }
}
