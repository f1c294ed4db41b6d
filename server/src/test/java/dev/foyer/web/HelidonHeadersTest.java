package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No value splits an answer in two, wherever it came from.
class HelidonHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nSet-Cookie: b=c",
                "a\nb",
                "a\rb",
                "a\0b",
                "\u007f",
                "\u000b",
                "\u010d\u010a",
                "\ud83d\ude00"
            })
    void a_value_that_no_header_may_have_is_refused(String value) {
        var headers = ServerResponseHeaders.create();
        var line = new Response.Header("Location", value);
        assertThatThrownBy(() -> HelidonHeaders.add(headers, line))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HelidonHeaders.add(headers, Response.Header.fixed("X", value)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(headers.contains(HeaderNames.LOCATION)).isFalse();
    }

    @Test
    void all_others_are_told_as_they_are() {
        var headers = ServerResponseHeaders.create();
        HelidonHeaders.add(headers, new Response.Header("Location", "/sayfa/?a=b\tç"));
        HelidonHeaders.add(headers, new Response.Header("Set-Cookie", "a=b"));
        HelidonHeaders.add(headers, new Response.Header("Set-Cookie", "c=d"));
        HelidonHeaders.add(headers, Response.Header.fixed("Vary", "Cookie"));
        HelidonHeaders.add(headers, new Response.Header("Vary", "Origin"));
        HelidonHeaders.add(ServerResponseHeaders.create(), Response.Header.fixed("Vary", "Cookie"));
        assertThat(headers.get(HeaderNames.LOCATION).get()).isEqualTo("/sayfa/?a=b\tç");
        assertThat(headers.get(HeaderNames.SET_COOKIE).allValues()).containsExactly("a=b", "c=d");
        assertThat(headers.get(HeaderNames.VARY).allValues()).containsExactly("Cookie", "Origin");
        var others = ServerResponseHeaders.create();
        HelidonHeaders.add(others, Response.Header.fixed("Vary", "Cookie"));
        assertThat(others.get(HeaderNames.VARY).allValues()).containsExactly("Cookie");
    }
}
