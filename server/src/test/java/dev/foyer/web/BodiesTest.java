package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Types, sizes and encodings of bodies (contract 0.1.10, E.3), held against the login form.
class BodiesTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String LOGIN = "/users/login/";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=x";
    private static final String NOBODY = "{\"email\": \"nobody@example.com\", \"password\": \"x\"}";
    private static final String REQUIRED =
            "{\"email\": [\"This field is required.\"], \"password\": [\"This field is required.\"]}";

    @Test
    void json_form_and_multipart_are_read() {
        isRead(send(NOBODY, JSON));
        isRead(send("email=nobody%40example.com&password=x", FORM));
        isRead(
                send(
                        part("email", "nobody@example.com") + part("password", "x") + "--x--\r\n",
                        MULTIPART));
    }

    @Test
    void parameters_and_case_of_a_content_type_do_not_matter() {
        for (var type :
                List.of(
                        "application/json; charset=utf-8",
                        "application/json;charset=UTF-8",
                        "APPLICATION/JSON",
                        "application/json ; x=\"y\"")) {
            isRead(send(NOBODY, type));
        }
        isRead(send("email=nobody%40example.com&password=x", FORM + "; charset=UTF-8"));
        isRead(
                send(
                        part("email", "nobody@example.com") + part("password", "x") + "--x--\r\n",
                        "Multipart/Form-Data; charset=utf-8; boundary=\"x\""));
    }

    @Test
    void any_other_type_is_refused_by_name() {
        for (var type :
                List.of(
                        "text/plain",
                        "text/plain; charset=utf-8",
                        "application/xml",
                        "application/json-patch+json",
                        "json",
                        "text/json",
                        "x{0}y")) {
            send(NOBODY, type)
                    .answers(415)
                    .says(
                            "{\"detail\": \"Unsupported media type \\\""
                                    + type
                                    + "\\\" in request.\"}");
        }
        send(NOBODY, "")
                .answers(415)
                .says("{\"detail\": \"Unsupported media type \\\"\\\" in request.\"}");
        send(NOBODY, "text/" + "x".repeat(3000)).answers(415);
    }

    @Test
    void broken_json_is_told_without_repeating_it() {
        for (var broken :
                List.of(
                        "{\"email\": \"hidden",
                        "{hidden}",
                        "{'email': 'hidden'}",
                        "{\"email\": hidden}",
                        "{\"email\": NaN}",
                        "{\"email\": 01}",
                        "{\"email\": \"a\nb\"}",
                        "{\"email\": \"\\x\"}",
                        "{\"email\": \"\\ud8\"}",
                        "{\"a\": 1,}",
                        "/* hidden */ {}",
                        "{} hidden",
                        "{}{}",
                        "{}]",
                        "   ",
                        "\n",
                        "\u0000{}",
                        "undefined",
                        "email=nobody@example.com")) {
            var reply = send(broken, JSON).answers(400).hasKeys("detail");
            assertThat(reply.json().get("detail").asString())
                    .startsWith("JSON parse error - ")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void numbers_that_no_number_can_hold_are_broken_json() {
        for (var number :
                List.of("1e99999999999", "-1e-99999999999", "1e2147483648", "9".repeat(500))) {
            send("{\"x\": " + number + "}", JSON).answers(400).contains("JSON parse error - ");
        }
        send("{\"email\": 1e999999999, \"password\": 0.1E-999}", JSON)
                .answers(400)
                .says("{\"email\": [\"Enter a valid email address.\"]}");
    }

    @Test
    void json_in_another_encoding_than_utf_8_is_not_guessed_at() {
        var turkish = "{\"email\": \"ç@example.com\", \"password\": \"şifre\"}";
        for (var name : List.of("ISO-8859-9", "windows-1254")) {
            send(turkish.getBytes(Charset.forName(name)), "application/json; charset=" + name)
                    .answers(400)
                    .contains("JSON parse error - ");
        }
        isRead(send("\uFEFF" + NOBODY, JSON));
    }

    @Test
    void json_that_is_nested_too_deep_is_broken() {
        for (var deep :
                List.of(
                        "[".repeat(30_000),
                        "[".repeat(33) + "]".repeat(33),
                        "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))) {
            send(deep, JSON).answers(400).contains("JSON parse error - ");
        }
        send("{\"a\":".repeat(20) + "1" + "}".repeat(20), JSON).answers(400).says(REQUIRED);
    }

    @Test
    void a_body_that_is_no_object_is_told_what_it_is() {
        isNoDictionary("\"a\"", "str");
        isNoDictionary("[]", "list");
        isNoDictionary("[" + NOBODY + "]", "list");
        isNoDictionary("1", "int");
        isNoDictionary("-0", "int");
        isNoDictionary("1.5", "float");
        isNoDictionary("1e5", "float");
        isNoDictionary("true", "bool");
        isNoDictionary("false", "bool");
        send("null", JSON).answers(400).says("{\"non_field_errors\": [\"No data provided\"]}");
    }

    @Test
    void an_empty_body_lacks_every_field_whatever_its_type() {
        for (var type : List.of(JSON, FORM, MULTIPART, "text/plain", "")) {
            send("", type).answers(400).says(REQUIRED);
        }
        send("{}", JSON).answers(400).says(REQUIRED);
        send("&&=&", FORM).answers(400).says(REQUIRED);
        send("--x--\r\n", MULTIPART).answers(400).says(REQUIRED);
    }

    @Test
    void a_body_may_be_as_large_as_the_limit_and_no_larger() {
        int around = "{\"a\":\"\"}".length();
        send("{\"a\":\"" + "x".repeat(64 * 1024 - around) + "\"}", JSON)
                .answers(400)
                .says(REQUIRED);
        for (int size : new int[] {64 * 1024 + 1, 100_000, 1_000_000}) {
            send("{\"a\":\"" + "x".repeat(size - around) + "\"}", JSON)
                    .answers(413)
                    .says("{\"detail\": \"Request body is too large.\"}");
            send("a=" + "x".repeat(size), FORM).answers(413);
            send("--x\r\n" + "x".repeat(size), MULTIPART).answers(413);
        }
    }

    @Test
    void a_body_without_a_length_is_bounded_too() throws Exception {
        assertThat(chunked("{\"a\":\"" + "x".repeat(1_000_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(chunked(NOBODY).body()).contains("Unable to log in");
    }

    @Test
    void a_broken_multipart_body_is_told() {
        var sound = part("email", "nobody@example.com") + part("password", "x");
        var broken = "{\"detail\": \"Multipart form parse error - malformed body\"}";
        send(sound, MULTIPART).answers(400).says(broken);
        send(sound + "--x--\r\n", "multipart/form-data").answers(400).says(broken);
        send(sound + "--x--\r\n", "multipart/form-data; boundary=").answers(400).says(broken);
        send("--x\r\nContent-Disposition: form-data; name=\"email\"", MULTIPART)
                .answers(400)
                .says(broken);
        send("--x\r\nX: " + "a".repeat(20_000) + "\r\n\r\nb\r\n--x--\r\n", MULTIPART)
                .answers(400)
                .says(broken);
    }

    @Test
    void a_form_that_is_badly_encoded_is_taken_as_it_is() {
        send("email=%zz&password=%", FORM)
                .answers(400)
                .says("{\"email\": [\"Enter a valid email address.\"]}");
        send("email=%ff%fe&password=+", FORM)
                .answers(400)
                .says("{\"email\": [\"Enter a valid email address.\"]}");
    }

    @Test
    void of_a_key_that_comes_twice_the_last_counts() {
        isRead(
                send(
                        "{\"email\": 1, \"email\": \"nobody@example.com\", \"password\": \"x\"}",
                        JSON));
        isRead(send("email=a&email=nobody%40example.com&password=x", FORM));
        isRead(
                send(
                        part("email", "a")
                                + part("email", "nobody@example.com")
                                + part("password", "x")
                                + "--x--\r\n",
                        MULTIPART));
    }

    @Test
    void a_get_ignores_body_and_content_type() {
        var guest = Shopper.guest(shop);
        for (var type : List.of(JSON, "text/plain", "rubbish")) {
            guest.send("GET", "/csrf_token/", "{broken".getBytes(StandardCharsets.UTF_8), type)
                    .answers(200);
        }
    }

    @Test
    void an_endpoint_that_needs_no_body_ignores_whatever_comes() {
        var ayse = Shopper.signedIn(shop, "bodies.a@example.com");
        for (var type : List.of("text/plain", JSON, FORM, MULTIPART, "rubbish", "")) {
            for (var body : List.of("{}", "{broken", "\u0000", "x".repeat(100_000))) {
                ayse.send("POST", "/users/logout/", body.getBytes(StandardCharsets.UTF_8), type)
                        .answers(200)
                        .isEmpty();
                ayse.login("bodies.a@example.com").answers(200);
            }
        }
    }

    private static void isNoDictionary(String body, String type) {
        send(body, JSON)
                .answers(400)
                .says(
                        "{\"non_field_errors\": [\"Invalid data. Expected a dictionary, but got "
                                + type
                                + ".\"]}");
    }

    private static void isRead(Reply reply) {
        reply.answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    private static Reply send(String body, String type) {
        return send(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private static Reply send(byte[] body, String type) {
        return Shopper.guest(shop).send("POST", LOGIN, body, type);
    }

    private static HttpResponse<String> chunked(String body) throws Exception {
        var guest = Shopper.guest(shop);
        var token = guest.cookie("csrftoken");
        var stream = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(shop.url() + LOGIN))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", JSON)
                        .header("Cookie", "csrftoken=" + token)
                        .header("x-csrftoken", token)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> stream))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }
}
