package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/// Requests taken apart for a tool that writes them anew.
class RawRequestTest {
    @Test
    void what_a_request_says_is_kept_but_for_what_the_tool_writes_itself() {
        var bytes = Ask.post("/users/login/", "a=b; c=d", "token", "{\"email\":\"ş@example.com\"}");

        var request = RawRequest.of(new String(bytes, StandardCharsets.UTF_8));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/users/login/");
        assertThat(request.headers())
                .containsSubsequence("x-csrftoken", "token")
                .containsSubsequence("Cookie", "a=b; c=d")
                .doesNotContain("Host", "Content-Length");
        assertThat(request.body()).isEqualTo("{\"email\":\"ş@example.com\"}");
    }

    @Test
    void a_request_without_a_body_has_an_empty_one() {
        var bytes = Ask.get("/csrf_token/", "");

        var request = RawRequest.of(new String(bytes, StandardCharsets.UTF_8));

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).hasSizeGreaterThan(2);
    }
}
