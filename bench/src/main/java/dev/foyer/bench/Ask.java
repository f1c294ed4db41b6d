package dev.foyer.bench;

import java.nio.charset.StandardCharsets;

/// The bytes of requests, such as a storefront's server sends them.
final class Ask {
    private static final String COMMON =
            """
            Host: localhost
            User-Agent: foyer-bench
            Accept: application/json
            Accept-Language: en
            """;

    private Ask() {}

    /// A GET with this `Cookie` line; an empty one sends none.
    static byte[] get(String path, String cookies) {
        return bytes("GET " + path + " HTTP/1.1\n" + COMMON + cookieLine(cookies) + "\n");
    }

    /// A GET at the management port.
    static byte[] managed(String path, String token) {
        return bytes(
                "GET " + path + " HTTP/1.1\n" + COMMON + "Authorization: Bearer " + token + "\n\n");
    }

    /// A POST of JSON with its CSRF token.
    static byte[] post(String path, String cookies, String token, String json) {
        return json("POST", path, "x-csrftoken: " + token + "\n" + cookieLine(cookies), json);
    }

    /// A PATCH of JSON by somebody with the key of a session.
    static byte[] patch(String path, String key, String json) {
        return json("PATCH", path, "Authorization: Token " + key + "\n", json);
    }

    private static byte[] json(String method, String path, String more, String json) {
        var head =
                """
                %s %s HTTP/1.1
                %sContent-Type: application/json
                Content-Length: %d
                %s
                """
                        .formatted(
                                method,
                                path,
                                COMMON,
                                json.getBytes(StandardCharsets.UTF_8).length,
                                more);
        return bytes(head, json);
    }

    /// Method and path of a request, for people.
    static String line(byte[] request) {
        var text = new String(request, StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf(" HTTP/"));
    }

    private static String cookieLine(String cookies) {
        return cookies.isEmpty() ? "" : "Cookie: " + cookies + "\n";
    }

    private static byte[] bytes(String head) {
        return bytes(head, "");
    }

    private static byte[] bytes(String head, String body) {
        return (head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8);
    }
}
