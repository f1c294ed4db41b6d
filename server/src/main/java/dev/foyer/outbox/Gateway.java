package dev.foyer.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How one SMS provider is spoken to over HTTP. Texts may hold placeholders: see [Placeholders].
///
/// @param basicAuth user and password, if the provider wants them
/// @param statuses that mean success, together with `success`
/// @param success what the body of a success holds, if the status alone does not tell
/// @param timeout for the whole conversation
/// @param values own placeholders, secrets among them
record Gateway(
        String name,
        String method,
        String url,
        Map<String, String> headers,
        Optional<BasicAuth> basicAuth,
        String body,
        Set<Integer> statuses,
        Optional<Pattern> success,
        Duration timeout,
        Map<String, String> values) {

    /// RFC 7617.
    record BasicAuth(String user, String password) {
        @Override
        public String toString() {
            return "…";
        }
    }

    /// The type of the body decides how placeholders in it are written.
    String contentType() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return "gateway " + name;
    }
}
