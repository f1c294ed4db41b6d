package dev.foyer.bench;

/// How long requests took: a histogram whose cells are at most 1/128 of their value wide. Belongs
/// to one thread until it is merged.
final class Latencies {
    private static final int PRECISION = 7;
    private static final int CELLS_PER_DOUBLING = 1 << PRECISION;

    private final long[] counts = new long[(Long.SIZE - PRECISION) * CELLS_PER_DOUBLING];
    private long total;

    void add(long nanoseconds) {
        counts[cell(Math.max(0, nanoseconds))]++;
        total++;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        total += others.total;
    }

    long count() {
        return total;
    }

    /// Milliseconds within which this share of the requests was answered, rounded up to the cell.
    double milliseconds(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            seen += counts[cell];
            if (seen >= wanted) {
                return highest(cell) / 1e6;
            }
        }
        return 0;
    }

    /// Values below 128 have a cell each; of greater ones the seven bits after the leading one
    /// count.
    private static int cell(long value) {
        int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - PRECISION);
        return (shift << PRECISION) + (int) (value >>> shift);
    }

    private static long highest(int cell) {
        int shift = Math.max(0, (cell >> PRECISION) - 1);
        long value = cell - ((long) shift << PRECISION);
        return ((value + 1) << shift) - 1;
    }
}
