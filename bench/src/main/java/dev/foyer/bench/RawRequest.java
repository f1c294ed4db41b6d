package dev.foyer.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request taken apart again, for a tool that writes its own. `Host` and `Content-Length` are
/// left to that.
///
/// @param headers names and values in turn
/// @param body empty where there is none
record RawRequest(String method, String path, List<String> headers, String body) {
    static RawRequest of(String text) {
        int end = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, end).split("\r\n", -1);
        var first = lines[0].split(" ", 3);
        var headers = new java.util.ArrayList<String>();
        for (int i = 1; i < lines.length; i++) {
            var pair = lines[i].split(": ", 2);
            if (!pair[0].equals("Host") && !pair[0].equals("Content-Length")) {
                headers.addAll(List.of(pair));
            }
        }
        return new RawRequest(first[0], first[1], List.copyOf(headers), text.substring(end + 4));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
