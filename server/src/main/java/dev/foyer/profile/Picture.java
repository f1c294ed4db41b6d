package dev.foyer.profile;

/// A picture as we made it anew: small, without metadata, and nothing in it that its sender wrote.
/// The bytes are not copied, and not to be changed.
final class Picture {
    private final String contentType;
    private final byte[] bytes;

    Picture(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /// `image/jpeg` or `image/png`.
    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return contentType + " of " + bytes.length + " bytes";
    }
}
