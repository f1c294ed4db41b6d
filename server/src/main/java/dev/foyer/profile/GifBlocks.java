package dev.foyer.profile;

/// The blocks of a GIF file, passed over without being read (GIF89a, 12 to 27).
final class GifBlocks {
    /// Signature and logical screen descriptor.
    private static final int HEAD = 13;

    private static final int IMAGE_DESCRIPTOR = 9;
    private static final int FLAGS_OF_SCREEN = 10;
    private static final int FLAGS_OF_IMAGE = 8;
    private static final int HAS_COLOURS = 0x80;

    private final byte[] file;
    private int at;

    GifBlocks(byte[] file) {
        this.file = file;
    }

    /// Whether the file is blocks to its end, of which the last is the trailer.
    boolean endInTrailer() {
        if (file.length <= HEAD) {
            return false;
        }
        at = HEAD + colours(FLAGS_OF_SCREEN);
        while (at < file.length) {
            int kind = file[at++];
            switch (kind) {
                case ';' -> {
                    return at == file.length;
                }
                case '!' -> {
                    at++;
                    passSubBlocks();
                }
                case ',' -> passImage();
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private void passImage() {
        int flags = at + FLAGS_OF_IMAGE;
        // After the colours comes the size of the first code.
        at += IMAGE_DESCRIPTOR + colours(flags) + 1;
        passSubBlocks();
    }

    private void passSubBlocks() {
        while (at < file.length) {
            int length = file[at++] & 0xFF;
            if (length == 0) {
                return;
            }
            at += length;
        }
    }

    /// The length of the table of colours that these flags announce.
    private int colours(int flagsAt) {
        if (flagsAt >= file.length || (file[flagsAt] & HAS_COLOURS) == 0) {
            return 0;
        }
        return 3 * (2 << (file[flagsAt] & 7));
    }
}
