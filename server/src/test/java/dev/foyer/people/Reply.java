package dev.foyer.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came back. The methods that check return the reply, so that they read as one sentence.
public final class Reply {
    private final HttpResponse<byte[]> response;

    Reply(HttpResponse<byte[]> response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /// The body as it came.
    public byte[] bytes() {
        return response.body();
    }

    /// The body as JSON.
    public JsonNode json() {
        try {
            return Json.parse(response.body());
        } catch (Json.Malformed e) {
            throw new AssertionError("no JSON: " + text(), e);
        }
    }

    /// The header line of this name, or an empty text.
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// All header lines of this name.
    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /// Every header line but cookies, by lower-case name.
    public Map<String, List<String>> headers() {
        var headers = new TreeMap<>(response.headers().map());
        headers.remove("set-cookie");
        return headers;
    }

    public List<String> setCookies() {
        return response.headers().allValues("set-cookie");
    }

    /// The one `Set-Cookie` line of this cookie, or an empty text.
    public String setCookie(String name) {
        var lines = setCookies().stream().filter(line -> line.startsWith(name + "=")).toList();
        assertThat(lines).as("Set-Cookie lines of " + name).hasSizeLessThan(2);
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    public Reply answers(int status) {
        assertThat(status()).as("status; the body is %s", text()).isEqualTo(status);
        return this;
    }

    /// The body is this JSON, to the order of its keys.
    public Reply says(String json) {
        assertThat(text()).isEqualTo(Json.text(Json.parseOwn(json)));
        return this;
    }

    public Reply isEmpty() {
        assertThat(response.body()).isEmpty();
        return this;
    }

    /// The body has this value at this key; `null` for JSON's null.
    public Reply shows(String key, @Nullable Object value) {
        var node = json().get(key);
        assertThat(node).as("%s in %s", key, text()).isNotNull();
        assertThat(Json.text(node)).isEqualTo(value == null ? "null" : Json.text(Json.node(value)));
        return this;
    }

    /// The body names these keys, all of them and in this order.
    public Reply hasKeys(String... keys) {
        assertThat(json().propertyNames()).containsExactly(keys);
        return this;
    }

    public Reply contains(String text) {
        assertThat(text()).contains(text);
        return this;
    }

    public Reply has(String header, String value) {
        assertThat(header(header)).as(header).isEqualTo(value);
        return this;
    }
}
