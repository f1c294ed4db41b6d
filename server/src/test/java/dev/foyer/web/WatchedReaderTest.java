package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.common.buffers.DataReader;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Whatever pieces bytes come in, they are read as the library reads them.
class WatchedReaderTest {
    private static final String HEAD =
            "GET / HTTP/1.1\r\nHost: shop.test\r\nAccept: */*\r\n\r\nbody";

    @Test
    void it_reads_the_same_in_pieces_of_any_size() {
        for (int size = 1; size <= HEAD.length(); size++) {
            var reader = readerOf(pieces(size));

            assertThat(reader.readLine()).as("pieces of %d", size).isEqualTo("GET / HTTP/1.1");
            assertThat(reader.startsWithNewLine()).isFalse();
            int colon = reader.findOrNewLine((byte) ':', 100);
            assertThat(reader.readAsciiString(colon)).isEqualTo("Host");
            reader.skip(2);
            int end = reader.findNewLine(100);
            assertThat(reader.readLazyString(StandardCharsets.US_ASCII, end))
                    .hasToString("shop.test");
            reader.skip(2);
            assertThat(reader.readLine()).isEqualTo("Accept: */*");
            assertThat(reader.startsWithNewLine()).isTrue();
            reader.skip(2);
            assertThat(reader.startsWith("bo".getBytes(StandardCharsets.US_ASCII))).isTrue();
            assertThat(reader.lookup()).isEqualTo((byte) 'b');
            assertThat(reader.read()).isEqualTo((byte) 'b');
            assertThat(reader.getBuffer(2).readString(2)).isEqualTo("od");
            assertThat(reader.readBytes(2)).isEqualTo("od".getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.readBuffer().readString(1)).isEqualTo("y");
            assertThat(reader.available()).isZero();
            assertThatThrownBy(reader::ensureAvailable)
                    .isInstanceOf(DataReader.InsufficientDataAvailableException.class);
        }
    }

    @Test
    void a_new_chain_begins_where_all_was_read_and_nowhere_else() {
        var reader = readerOf(pieces(HEAD.length()));
        reader.ensureAvailable();
        var first = reader.current();
        reader.readLine();
        assertThat(reader.current()).isSameAs(first);

        reader.skip(reader.available());

        assertThat(reader.current()).isNotSameAs(first);
    }

    /// One that a later release of the library adds would read past what we have taken already.
    @Test
    void nothing_is_read_past_it() {
        assertThat(DataReader.class.getMethods())
                .filteredOn(method -> method.getDeclaringClass() == DataReader.class)
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .allSatisfy(
                        method ->
                                assertThat(ofReader(method).getDeclaringClass())
                                        .as(method.getName())
                                        .isEqualTo(WatchedReader.class));
    }

    private static Method ofReader(Method method) throws NoSuchMethodException {
        return WatchedReader.class.getMethod(method.getName(), method.getParameterTypes());
    }

    private static WatchedReader readerOf(List<byte[]> pieces) {
        var left = new ArrayDeque<>(pieces);
        return new WatchedReader(left::poll);
    }

    private static List<byte[]> pieces(int size) {
        var bytes = HEAD.getBytes(StandardCharsets.US_ASCII);
        return IntStream.iterate(0, at -> at < bytes.length, at -> at + size)
                .mapToObj(at -> Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length)))
                .toList();
    }
}
