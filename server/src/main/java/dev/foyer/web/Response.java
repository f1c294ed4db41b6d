package dev.foyer.web;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// An answer: status, headers in order, body. Immutable; the body's bytes are not copied and must
/// not be changed.
public final class Response {
    private static final byte[] NOTHING = {};
    private static final List<Header> JSON =
            List.of(Header.fixed("Content-Type", "application/json"));

    /// One header line. Immutable.
    public static final class Header {
        private final String name;
        private final String value;
        private final boolean fixed;

        /// As the library writes it, made when it is first sent; by two at once perhaps, and alike.
        private volatile io.helidon.http.@Nullable Header ready;

        private Header(String name, String value, boolean fixed) {
            this.name = name;
            this.value = value;
            this.fixed = fixed;
        }

        /// A line of this answer alone.
        public Header(String name, String value) {
            this(name, value, false);
        }

        /// One that the code says again and again, so that it is kept ready: a constant, never with
        /// a value that came from outside.
        static Header fixed(String name, String value) {
            return new Header(name, value, true);
        }

        public String name() {
            return name;
        }

        public String value() {
            return value;
        }

        boolean isFixed() {
            return fixed;
        }

        /// What was kept ready for a fixed one.
        io.helidon.http.Header ready(Function<Header, io.helidon.http.Header> maker) {
            var made = ready;
            if (made == null) {
                made = maker.apply(this);
                ready = made;
            }
            return made;
        }
    }

    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    private Response(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /// A status without a body.
    public static Response empty(int status) {
        return new Response(status, List.of(), NOTHING);
    }

    /// A JSON body that has been written already.
    public static Response json(int status, byte[] body) {
        return new Response(status, JSON, body);
    }

    /// A JSON body, written by hand so that its keys stand in the documented order.
    public static Response json(int status, Consumer<JsonGenerator> writer) {
        return json(status, Json.write(writer));
    }

    /// `{"count", "results"}`: a list of objects that is not paged.
    ///
    /// @param fields writes those of one object
    public static <T> Response list(List<T> all, BiConsumer<JsonGenerator, T> fields) {
        return json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("count", all.size());
                    json.writeName("results");
                    json.writeStartArray();
                    for (var one : all) {
                        json.writeStartObject();
                        fields.accept(json, one);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    /// A body of another type, sent as it is.
    public static Response bytes(String contentType, byte[] body) {
        return new Response(200, List.of(new Header("Content-Type", contentType)), body);
    }

    /// `{"detail": "…"}` of a success, such as `{"detail": "ok"}`.
    public static Response detail(int status, String text) {
        return json(status, ProblemWriter.detail(text));
    }

    /// A page.
    public static Response html(int status, String page) {
        return new Response(
                status,
                List.of(new Header("Content-Type", "text/html; charset=utf-8")),
                page.getBytes(StandardCharsets.UTF_8));
    }

    /// Plain text of a more exact type, such as `text/plain; version=0.0.4`.
    public static Response text(int status, String type, String text) {
        return new Response(
                status,
                List.of(new Header("Content-Type", type + "; charset=utf-8")),
                text.getBytes(StandardCharsets.UTF_8));
    }

    public int status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /// This answer with one more header line.
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, body);
    }

    /// This answer with more header lines.
    public Response with(List<Header> lines) {
        if (lines.isEmpty()) {
            return this;
        }
        var more = new ArrayList<Header>(headers.size() + lines.size());
        more.addAll(headers);
        more.addAll(lines);
        return new Response(status, more, body);
    }

    /// Whether a header of this name, in this spelling, is among the lines.
    boolean names(String name) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    Response with(Map<String, String> lines) {
        return with(
                lines.entrySet().stream().map(e -> new Header(e.getKey(), e.getValue())).toList());
    }
}
