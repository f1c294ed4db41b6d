package dev.foyer.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataListener;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads what comes on a connection: as the library does, but for two things. Belongs to the one
/// thread that reads.
///
/// It bounds the fields of an HTTP/1.1 head, or of the trailer of a chunked body. The library
/// bounds their bytes alone, and four thousand fields in 16 KiB cost it many milliseconds of a
/// core.
///
/// And it lets go of what was read. The library chains all that ever came: each piece knows the
/// next one. Once one of them has grown old, so does everything after it, since an old piece that
/// nobody needs holds the next until the whole heap is collected; young collections of a server
/// with a hundred thousand sessions then took 6 to 16 ms instead of one. So a new reader takes the
/// place of the library's whenever all was read.
final class WatchedReader extends DataReader {
    private final Supplier<byte @Nullable []> bytes;
    private Consumer<DataReader> listening = _ -> {};
    private DataReader current;
    private int fields;

    /// @param bytes what comes; null at the end
    @SuppressWarnings("removal") // Helidon 27 will want another way; there is none in 4.5
    WatchedReader(Supplier<byte @Nullable []> bytes) {
        super(
                () -> {
                    throw new IllegalStateException("read past the reader");
                });
        this.bytes = bytes;
        this.current = DataReader.create(bytes);
    }

    /// The one that has something left, or a new one.
    DataReader current() {
        if (current.available() == 0) {
            current = DataReader.create(bytes);
            listening.accept(current);
        }
        return current;
    }

    /// Asked before each field and at the end of a head, and nowhere else.
    ///
    /// @throws IllegalStateException which the library answers as it answers a head of too many
    ///   bytes
    @Override
    public boolean startsWithNewLine() {
        boolean isEnd = current().startsWithNewLine();
        fields = isEnd ? 0 : fields + 1;
        if (fields > FrameWatch.MOST_FIELDS) {
            throw new IllegalStateException("too many fields");
        }
        return isEnd;
    }

    @Override
    public int available() {
        return current.available();
    }

    @Override
    public void pullData() {
        current().pullData();
    }

    @Override
    public void skip(int length) {
        current().skip(length);
    }

    @Override
    public void ensureAvailable() {
        current().ensureAvailable();
    }

    @Override
    public byte read() {
        return current().read();
    }

    @Override
    public byte lookup() {
        return current().lookup();
    }

    @Override
    public boolean startsWith(byte[] prefix) {
        return current().startsWith(prefix);
    }

    @Override
    public BufferData readBuffer() {
        return current().readBuffer();
    }

    @Override
    public BufferData readBuffer(int length) {
        return current().readBuffer(length);
    }

    @Override
    public BufferData getBuffer(int length) {
        return current().getBuffer(length);
    }

    @Override
    public LazyString readLazyString(Charset charset, int length) {
        return current().readLazyString(charset, length);
    }

    @Override
    public String readAsciiString(int length) {
        return current().readAsciiString(length);
    }

    @Override
    public byte[] readBytes(int length) {
        return current().readBytes(length);
    }

    @Override
    public String readLine() {
        return current().readLine();
    }

    @Override
    public int findOrNewLine(byte wanted, int most) {
        return current().findOrNewLine(wanted, most);
    }

    @Override
    public int findNewLine(int most) {
        return current().findNewLine(most);
    }

    @Override
    public String debugDataHex() {
        return current().debugDataHex();
    }

    @Override
    public <T> void listener(DataListener<T> listener, T context) {
        listening = reader -> reader.listener(listener, context);
        listening.accept(current);
    }
}
