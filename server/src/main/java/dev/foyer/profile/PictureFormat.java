package dev.foyer.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of picture that are taken, known by how a file begins and ends. What a sender says of
/// its kind is believed nowhere. Its list and its bytes never change after the constructor and are
/// never handed out.
@SuppressWarnings("ImmutableEnumChecker")
enum PictureFormat {
    JPEG("jpeg", List.of("jpg", "jpeg", "jpe", "jfif"), 0xFF, 0xD8, 0xFF),
    PNG("png", List.of("png", "apng"), 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
    GIF("gif", List.of("gif"), 'G', 'I', 'F', '8');

    private static final int PNG_BEGINNING = 8;

    /// Length, type and checksum.
    private static final int PNG_CHUNK = 12;

    private static final int PNG_END = 0x49454E44;

    private final String reader;
    private final List<String> extensions;
    private final byte[] beginning;

    PictureFormat(String reader, List<String> extensions, int... beginning) {
        this.reader = reader;
        this.extensions = extensions;
        this.beginning = new byte[beginning.length];
        for (int i = 0; i < beginning.length; i++) {
            this.beginning[i] = (byte) beginning[i];
        }
    }

    /// Whether the file ends where its picture ends. After a JPEG cameras hide films and further
    /// pictures: those are allowed, and dropped.
    boolean isWhole(byte[] file) {
        return switch (this) {
            case JPEG -> holdsEndOfImage(file);
            case PNG -> endsInLastChunk(file);
            case GIF -> new GifBlocks(file).endInTrailer();
        };
    }

    /// What kind of picture a file begins like.
    static Optional<PictureFormat> of(byte[] file) {
        return Arrays.stream(values())
                .filter(
                        format ->
                                file.length > format.beginning.length
                                        && Arrays.equals(
                                                file,
                                                0,
                                                format.beginning.length,
                                                format.beginning,
                                                0,
                                                format.beginning.length))
                .findFirst();
    }

    /// The name of the library's reader.
    String reader() {
        return reader;
    }

    /// Whether a file name says this kind, or none at all.
    boolean fits(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0
                || extensions.contains(
                        fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT));
    }

    /// The marker EOI (ITU-T T.81, B.2.1).
    private static boolean holdsEndOfImage(byte[] file) {
        for (int at = file.length - 2; at > 2; at--) {
            if (file[at] == (byte) 0xFF && file[at + 1] == (byte) 0xD9) {
                return true;
            }
        }
        return false;
    }

    /// The chunk IEND (PNG specification, 5.3 and 5.6).
    private static boolean endsInLastChunk(byte[] file) {
        long at = PNG_BEGINNING;
        while (at + PNG_CHUNK <= file.length) {
            int start = (int) at;
            boolean last = bigEndian(file, start + 4) == PNG_END;
            at += PNG_CHUNK + Integer.toUnsignedLong(bigEndian(file, start));
            if (last) {
                return at == file.length;
            }
        }
        return false;
    }

    private static int bigEndian(byte[] file, int at) {
        return (file[at] & 0xFF) << 24
                | (file[at + 1] & 0xFF) << 16
                | (file[at + 2] & 0xFF) << 8
                | (file[at + 3] & 0xFF);
    }
}
