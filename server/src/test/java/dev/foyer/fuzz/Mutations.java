package dev.foyer.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Breeds inputs out of seeds, the same ones in the same order for the same number. Belongs to one
/// thread.
final class Mutations {
    private static final int LONGEST = 8 * 1024;
    private static final int MOST_STEPS = 6;

    /// What parsers stumble over.
    private static final List<byte[]> STONES =
            List.of(
                            "\0",
                            "\n",
                            "\r\n",
                            "\t",
                            " ",
                            "\"",
                            "'",
                            "\\",
                            "/",
                            "//",
                            "\\\\",
                            "%",
                            "%00",
                            "%zz",
                            "%C4%B0",
                            "&",
                            "=",
                            ";",
                            ",",
                            ":",
                            "@",
                            ".",
                            "..",
                            "-",
                            "--",
                            "+",
                            "$",
                            "{",
                            "}",
                            "{{",
                            "}}",
                            "{{#a}}",
                            "[",
                            "]",
                            "[]",
                            "{}",
                            "null",
                            "true",
                            "NaN",
                            "-0",
                            "0",
                            "1e400",
                            "1E999999999",
                            "99999999999999999999",
                            "-9223372036854775808",
                            "2147483648",
                            "İ",
                            "ı",
                            "ß",
                            "ẞ",
                            "ﬀ",
                            "\u202e",
                            "\u200d",
                            "\ufeff",
                            "\u00a0",
                            "\u0660",
                            "😀",
                            "\u0001",
                            "\u0002",
                            "\\ud800",
                            "<script>",
                            "' or 1=1 --",
                            "${x}",
                            "javascript:",
                            "https://evil.test",
                            "[::1]",
                            "127.0.0.1",
                            "xn--",
                            "2024-02-30",
                            "+18:00",
                            "$2a$",
                            "name=\"",
                            "filename=\"",
                            "\"a\":")
                    .stream()
                    .map(stone -> stone.getBytes(StandardCharsets.UTF_8))
                    .toList();

    private final Random random;
    private final List<Target.Seed> seeds;

    Mutations(long number, List<Target.Seed> seeds) {
        this.random = new Random(number);
        this.seeds = seeds;
    }

    byte[] next() {
        var input = seed();
        for (int step = random.nextInt(MOST_STEPS) + 1; step > 0; step--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size())).copy();
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = from + random.nextInt(input.length - from + 1);
        return switch (random.nextInt(7)) {
            case 0 -> flipped(input);
            case 1 -> joined(input, from, stone(), from);
            case 2 -> joined(input, from, stone(), to);
            case 3 -> joined(input, from, new byte[0], to);
            case 4 -> joined(input, to, repeated(input, from, to), to);
            case 5 -> spliced(input, from);
            default -> joined(input, from, noise(), from);
        };
    }

    private byte[] flipped(byte[] input) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private byte[] stone() {
        return STONES.get(random.nextInt(STONES.size()));
    }

    private byte[] noise() {
        var noise = new byte[1 + random.nextInt(4)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] repeated(byte[] input, int from, int to) {
        var out = new ByteArrayOutputStream();
        int times = 1 << random.nextInt(8);
        for (int i = 0; i < times && out.size() < LONGEST; i++) {
            out.write(input, from, to - from);
        }
        return out.toByteArray();
    }

    private byte[] spliced(byte[] input, int from) {
        var other = seed();
        int start = random.nextInt(other.length + 1);
        var tail = new byte[other.length - start];
        System.arraycopy(other, start, tail, 0, tail.length);
        return joined(input, from, tail, input.length);
    }

    private static byte[] joined(byte[] input, int head, byte[] middle, int tail) {
        var out = new ByteArrayOutputStream();
        out.write(input, 0, head);
        out.write(middle, 0, middle.length);
        out.write(input, tail, input.length - tail);
        var whole = out.toByteArray();
        return whole.length <= LONGEST ? whole : java.util.Arrays.copyOf(whole, LONGEST);
    }
}
