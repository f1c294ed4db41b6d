package dev.foyer.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Reads and writes JSON (RFC 8259). Safe for use by many threads.
public final class Json {
    /// Deepest nesting that is read: the contract's own bodies are at most 4 deep, and a client's
    /// `attributes` 3.
    public static final int DEEPEST = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(400)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    /// What could not be read, in the parser's words and without the text that it was given.
    public static final class Malformed extends Exception {
        private Malformed(String reason) {
            super(reason);
        }
    }

    /// The value in these bytes (UTF-8).
    public static JsonNode parse(byte[] bytes) throws Malformed {
        try {
            var value = MAPPER.readTree(bytes);
            if (value.isMissingNode()) {
                throw new Malformed("no value");
            }
            return value;
        } catch (JacksonException e) {
            throw new Malformed(reason(e));
        } catch (NumberFormatException _) {
            // An exponent of more digits than a number of the library can have.
            throw new Malformed("number out of range");
        }
    }

    /// The value in a text that Foyer wrote itself; a broken one is a bug.
    public static JsonNode parseOwn(String text) {
        return MAPPER.readTree(text);
    }

    /// The value in a text of an operator.
    public static JsonNode parse(String text) throws Malformed {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new Malformed(reason(e));
        } catch (NumberFormatException _) {
            // An exponent of more digits than a number of the library can have.
            throw new Malformed("number out of range");
        }
    }

    /// An empty object to fill.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A value as text without white space.
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// Any plain value (text, number, list, map, record) as a JSON value.
    public static JsonNode node(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// Bytes written by hand, key by key: the way of every answer, since its key order is
    /// documented.
    public static byte[] write(Consumer<JsonGenerator> writer) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var generator = MAPPER.createGenerator(bytes)) {
            writer.accept(generator);
        }
        return bytes.toByteArray();
    }

    private static String reason(JacksonException e) {
        var place = e.getLocation();
        var where =
                place == null
                        ? ""
                        : ": line " + place.getLineNr() + " column " + place.getColumnNr();
        return (e instanceof StreamReadException ? "malformed" : "unreadable") + where;
    }
}
