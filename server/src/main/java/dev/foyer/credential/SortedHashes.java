package dev.foyer.credential;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file of lines `HASH:COUNT` in the order of the hashes, searched by halves where it lies: some
/// thirty reads of a few bytes in the forty gigabytes of Have I Been Pwned.
final class SortedHashes {
    private static final int HASH = 40;

    /// A hash, a colon, the longest count, and the end of the line.
    private static final int LONGEST_LINE = HASH + 1 + 19 + 2;

    private static final int SAMPLES = 64;
    private static final Pattern LINE = Pattern.compile("([0-9A-F]{40}):([0-9]{1,19})");

    private final FileChannel file;
    private final long size;

    private SortedHashes(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /// One line and where it lies.
    private record Line(long start, long next, String text) {
        Optional<String> hash() {
            var line = LINE.matcher(text);
            return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
        }

        boolean wasSeen() {
            return !text.substring(HASH + 1).matches("0+");
        }
    }

    /// Whether a hash stands in the file with a count above zero.
    ///
    /// @param hash 40 hex digits in capitals
    static boolean contains(Path path, String hash) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new SortedHashes(file).contains(hash);
        }
    }

    /// What is wrong with a file, as far as its first, last and a few other lines tell.
    static Optional<String> trouble(Path path) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new SortedHashes(file).trouble();
        }
    }

    private boolean contains(String hash) throws IOException {
        long low = 0;
        long high = size;
        while (low < high) {
            var line = lineAt((low + high) >>> 1);
            var found = line.hash().orElseThrow(() -> new IOException("a line is no HASH:COUNT"));
            int order = found.compareTo(hash);
            if (order == 0) {
                return line.wasSeen();
            }
            if (order < 0) {
                low = line.next();
            } else {
                high = line.start();
            }
        }
        return false;
    }

    private Optional<String> trouble() throws IOException {
        var before = "";
        for (int i = 0; i < SAMPLES; i++) {
            long at = Math.min(size - 1, size / (SAMPLES - 1) * i);
            var hash = size == 0 ? Optional.<String>empty() : lineAt(at).hash();
            if (hash.isEmpty()) {
                return Optional.of("a file of lines HASH:COUNT, with 40 hex digits each");
            }
            if (hash.get().compareTo(before) < 0) {
                return Optional.of("a file that is sorted by hash");
            }
            before = hash.get();
        }
        return Optional.empty();
    }

    /// The line that a byte belongs to.
    private Line lineAt(long at) throws IOException {
        long from = Math.max(0, at - LONGEST_LINE);
        var text = read(from, (int) Math.min(2L * LONGEST_LINE, size - from));
        int within = (int) (at - from);
        int start = within == 0 ? 0 : text.lastIndexOf('\n', within - 1) + 1;
        int end = text.indexOf('\n', within);
        int next = end < 0 ? text.length() : end + 1;
        var line = text.substring(start, end < 0 ? text.length() : end);
        return new Line(from + start, from + next, line.stripTrailing().toUpperCase(Locale.ROOT));
    }

    private String read(long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }
}
