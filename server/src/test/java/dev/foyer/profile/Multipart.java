package dev.foyer.profile;

import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A form with a file, as browsers send it (RFC 7578).
final class Multipart {
    static final String TYPE = "multipart/form-data; boundary=----a-line";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /// A form with one file in the field `avatar`.
    static Multipart avatar(String fileName, byte[] content) {
        return new Multipart().file("avatar", fileName, "image/png", content);
    }

    Multipart file(String name, String fileName, String type, byte[] content) {
        text("------a-line\r\n");
        text(
                "Content-Disposition: form-data; name=\""
                        + name
                        + "\"; filename=\""
                        + fileName
                        + "\"\r\n");
        text("Content-Type: " + type + "\r\n\r\n");
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    Multipart field(String name, String value) {
        text(
                "------a-line\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(name, value));
        return this;
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes("------a-line--\r\n".getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }

    /// Sends it as a change of her profile.
    Reply by(Shopper who) {
        return who.send("PATCH", "/users/profile/", bytes(), TYPE);
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
