package dev.foyer.web;

/// A file that came in a form. Nothing that its sender says of it is checked: neither name nor
/// content. The bytes are not copied, and not to be changed.
public final class Upload {
    private final String name;
    private final byte[] bytes;

    Upload(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /// The name that the sender gave it; may be empty.
    public String name() {
        return name;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "a file of " + bytes.length + " bytes";
    }
}
