package dev.foyer.web;

import io.helidon.common.buffers.DataReader;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// Reads HTTP/1.1 and bounds the fields of a head, or of the trailer of a chunked body. The library
/// bounds their bytes alone, and four thousand fields in 16 KiB cost it many milliseconds of a
/// core. Belongs to the one thread that reads.
final class HeadReader extends DataReader {
    private int fields;

    /// @param bytes what comes; null at the end
    @SuppressWarnings("removal") // Helidon 27 will want another way; there is none in 4.5
    HeadReader(Supplier<byte @Nullable []> bytes) {
        super(bytes);
    }

    /// Asked before each field and at the end of a head, and nowhere else.
    ///
    /// @throws IllegalStateException which the library answers as it answers a head of too many
    ///   bytes
    @Override
    public boolean startsWithNewLine() {
        boolean isEnd = super.startsWithNewLine();
        fields = isEnd ? 0 : fields + 1;
        if (fields > FrameWatch.MOST_FIELDS) {
            throw new IllegalStateException("too many fields");
        }
        return isEnd;
    }
}
