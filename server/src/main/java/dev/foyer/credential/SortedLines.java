package dev.foyer.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A sorted text file of the jar, held as the bytes it has and searched by halves: no string and no
/// index for a line, and no false hit. Immutable.
final class SortedLines {
    /// In the order of their UTF-8 bytes; each line ends in `\n`, none is empty.
    private final byte[] lines;

    private SortedLines(byte[] lines) {
        this.lines = lines;
    }

    static SortedLines load(String resource) {
        try (var stream = SortedLines.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return new SortedLines(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SortedLines of(String text) {
        return new SortedLines(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether this is a line.
    boolean contains(String text) {
        var sought = text.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = startOfLine((low + high) >>> 1);
            int end = endOfLine(start);
            int order = Arrays.compareUnsigned(lines, start, end, sought, 0, sought.length);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = end + 1;
            } else {
                high = start;
            }
        }
        return false;
    }

    private int startOfLine(int within) {
        int start = within;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int endOfLine(int start) {
        int end = start;
        while (lines[end] != '\n') {
            end++;
        }
        return end;
    }
}
