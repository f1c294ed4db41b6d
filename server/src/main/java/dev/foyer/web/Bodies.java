package dev.foyer.web;

import dev.foyer.json.Json;
import dev.foyer.words.Phrase;

import org.apache.commons.fileupload.MultipartStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads bodies in the three types of contract 0.1.10.
final class Bodies {
    /// 64 KiB, contract 0.1.10.
    static final int LIMIT = 64 * 1024;

    private static final int LONGEST_TYPE_TOLD = 100;
    private static final int BUFFER = 4096;

    /// No form has as many; a body could hold a hundred thousand empty ones.
    private static final int MOST_PARTS = 200;

    private static final String MULTIPART = "multipart/form-data";
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";,]{1,70})\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]{1,200})\"");

    private static final Pattern FILE = Pattern.compile("; *filename=\"([^\"]*)\"");

    private Bodies() {}

    static boolean isMultipart(Request request) {
        return mediaType(contentType(request)).equals(MULTIPART);
    }

    private static String contentType(Request request) {
        var header = request.header("content-type");
        return header == null ? "" : header;
    }

    private static String mediaType(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static ObjectNode fields(Request request) {
        var body = request.rawBody();
        if (body.length == 0) {
            return Json.object();
        }
        var type = contentType(request);
        return switch (mediaType(type)) {
            case "application/json" -> json(body);
            case "application/x-www-form-urlencoded" ->
                    form(new String(body, StandardCharsets.UTF_8));
            case MULTIPART -> multipart(body, type);
            default -> throw unsupported(type);
        };
    }

    private static ObjectNode json(byte[] body) {
        try {
            var value = Json.parse(body);
            if (value instanceof ObjectNode object) {
                return object;
            }
            throw new Refusal(new Problem.NonField(400, notAnObject(value)));
        } catch (Json.Malformed e) {
            throw Request.malformed(400, "json_parse_error", String.valueOf(e.getMessage()));
        }
    }

    /// The complaint about a value that should be an object (contract E.3).
    static Phrase notAnObject(JsonNode value) {
        return value.isNull()
                ? Phrase.of("no_data")
                : Phrase.of("not_a_dictionary", pythonType(value));
    }

    /// The name that the contract's error texts use for a JSON type (contract E.3).
    static String pythonType(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "list";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case STRING -> "str";
            default -> "dict";
        };
    }

    private static ObjectNode form(String body) {
        var fields = Json.object();
        Forms.each(body, fields::put);
        return fields;
    }

    private static ObjectNode multipart(byte[] body, String type) {
        var boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw Request.malformed(400, "multipart_parse_error");
        }
        try {
            var marker = boundary.group(1).getBytes(StandardCharsets.US_ASCII);
            return parts(new MultipartStream(new ByteArrayInputStream(body), marker, BUFFER, null));
        } catch (IOException | IllegalArgumentException _) {
            throw Request.malformed(400, "multipart_parse_error");
        }
    }

    private static ObjectNode parts(MultipartStream stream) throws IOException {
        var fields = Json.object();
        boolean more = stream.skipPreamble();
        for (int part = 1; more; part++) {
            if (part > MOST_PARTS) {
                throw new IOException("too many parts");
            }
            var headers = stream.readHeaders();
            var value = new ByteArrayOutputStream();
            stream.readBodyData(value);
            put(fields, headers, value);
            more = stream.readBoundary();
        }
        return fields;
    }

    /// A part with a file name is a file. A form in which no file was chosen sends one without a
    /// name and without a byte, which counts as not sent.
    private static void put(ObjectNode fields, String headers, ByteArrayOutputStream value) {
        var name = NAME.matcher(headers);
        var file = FILE.matcher(headers);
        if (!name.find()) {
            return;
        }
        if (!file.find()) {
            fields.put(name.group(1), value.toString(StandardCharsets.UTF_8));
        } else if (!file.group(1).isEmpty() || value.size() > 0) {
            fields.putPOJO(name.group(1), new Upload(file.group(1), value.toByteArray()));
        }
    }

    private static Refusal unsupported(String type) {
        var told = type.length() <= LONGEST_TYPE_TOLD ? type : type.substring(0, LONGEST_TYPE_TOLD);
        return Request.malformed(415, "unsupported_media_type", told);
    }
}
