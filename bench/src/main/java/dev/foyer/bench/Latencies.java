package dev.foyer.bench;

import org.HdrHistogram.Histogram;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;

/// How long requests took, to three digits and at most two hours; what took longer counts as two
/// hours. Belongs to one thread until it is merged.
final class Latencies {
    private static final int DIGITS = 3;
    private static final long LONGEST = 7_200_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram histogram;

    private Latencies(Histogram histogram) {
        this.histogram = histogram;
    }

    Latencies() {
        this(new Histogram(LONGEST, DIGITS));
    }

    /// What somebody else has counted in nanoseconds, each rounded up to the digits of theirs.
    static Latencies of(Histogram counted) {
        var latencies = new Latencies();
        for (var cell : counted.recordedValues()) {
            latencies.histogram.recordValueWithCount(
                    Math.min(LONGEST, counted.highestEquivalentValue(cell.getValueIteratedTo())),
                    cell.getCountAtValueIteratedTo());
        }
        return latencies;
    }

    /// Those of which another program said [#word].
    static Latencies ofWord(String word) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(word));
            return new Latencies(Histogram.decodeFromCompressedByteBuffer(bytes, LONGEST));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no histogram: " + e.getMessage(), e);
        }
    }

    void add(long nanoseconds) {
        histogram.recordValue(Math.clamp(nanoseconds, 0, LONGEST));
    }

    void addAll(Latencies others) {
        histogram.add(others.histogram);
    }

    long count() {
        return histogram.getTotalCount();
    }

    /// Milliseconds within which this share of the requests was answered, rounded up to the digit;
    /// 0 where there were none.
    double milliseconds(double share) {
        return histogram.getValueAtPercentile(100 * share) / NANOS_PER_MILLI;
    }

    double p50() {
        return milliseconds(0.5);
    }

    double p99() {
        return milliseconds(0.99);
    }

    /// All of it without spaces, for [#ofWord].
    String word() {
        var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}
