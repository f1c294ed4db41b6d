package dev.foyer.outbox;

import dev.foyer.http.BoundedHttp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Speaks to a gateway over HTTP, within its time-out and a bound on its answer. Safe for use by
/// many threads.
final class GatewayClient {
    private static final long LARGEST_ANSWER = 64 * 1024;

    /// Hands a message over.
    ///
    /// @return what went wrong, for operators and without a word of the message; empty where it was
    ///   taken over
    String send(Gateway gateway, Parcel parcel) {
        if (gateway.values().containsValue("")) {
            return "has an empty value or secret: was SECRET_KEY changed?";
        }
        try {
            var request = request(gateway, parcel);
            return judge(
                    gateway,
                    BoundedHttp.ask(
                            request, BodyHandlers.ofString(), LARGEST_ANSWER, gateway.timeout()));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (IllegalArgumentException _) {
            return "cannot be asked: its definition gives no sound request";
        }
    }

    private static HttpRequest request(Gateway gateway, Parcel parcel) {
        var values = values(gateway, parcel);
        var body =
                Placeholders.fill(
                        gateway.body(), values, Placeholders.escapeFor(gateway.contentType()));
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        Placeholders.fill(
                                                gateway.url(), values, Placeholders::url)))
                        .method(
                                gateway.method(),
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        gateway.headers()
                .forEach(
                        (name, value) ->
                                request.header(
                                        name,
                                        Placeholders.fill(value, values, Placeholders::header)));
        gateway.basicAuth().ifPresent(auth -> request.header("Authorization", basic(auth, values)));
        return request.build();
    }

    private static Map<String, String> values(Gateway gateway, Parcel parcel) {
        var values = new HashMap<>(gateway.values());
        values.put("phone", parcel.recipient());
        values.put("digits", parcel.recipient().replace("+", ""));
        values.put("text", parcel.text());
        values.put("id", parcel.messageId().replaceAll("[<>]|@.*", ""));
        return values;
    }

    private static String basic(Gateway.BasicAuth auth, Map<String, String> values) {
        var user = Placeholders.fill(auth.user(), values, Placeholders::header);
        var password = Placeholders.fill(auth.password(), values, Placeholders::header);
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String judge(Gateway gateway, HttpResponse<String> answer) {
        if (!gateway.statuses().contains(answer.statusCode())) {
            return "answered " + answer.statusCode();
        }
        boolean taken =
                gateway.success()
                        .map(pattern -> pattern.matcher(answer.body()).find())
                        .orElse(true);
        return taken
                ? ""
                : "answered " + answer.statusCode() + " with a body that means no success";
    }
}
