package dev.foyer.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// One parser, what it is given to begin with, and what must hold of whatever it makes of its
/// input. Whatever the check throws is a find.
///
/// @param name on the command line
/// @param seeds sound inputs and nearly sound ones, from which others are bred
public record Target(String name, List<Seed> seeds, Check check) {
    /// One input.
    public record Seed(java.nio.ByteBuffer bytes) {
        public static Seed of(byte[] bytes) {
            return new Seed(java.nio.ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
        }

        byte[] copy() {
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }
    }

    /// Feeds a parser.
    @FunctionalInterface
    public interface Check {
        void of(byte[] input) throws Exception;
    }

    /// The same for a parser of texts.
    @FunctionalInterface
    public interface TextCheck {
        void of(String input) throws Exception;
    }

    public Target {
        seeds = List.copyOf(seeds);
    }

    public static Target bytes(String name, Check check, List<byte[]> seeds) {
        return new Target(name, seeds.stream().map(Seed::of).toList(), check);
    }

    public static Target text(String name, TextCheck check, String... seeds) {
        return bytes(
                name,
                input -> check.of(text(input)),
                Arrays.stream(seeds).map(Target::encoded).toList());
    }

    /// UTF-8, in which the bytes 1 and 2 stand for the two halves of a pair of surrogates, since a
    /// lone one has no spelling there.
    static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8)
                .replace('\u0001', '\ud83d')
                .replace('\u0002', '\ude00');
    }

    private static byte[] encoded(String seed) {
        return seed.getBytes(StandardCharsets.UTF_8);
    }

    /// For a property that does not hold.
    public static void holds(boolean property, String what) {
        if (!property) {
            throw new AssertionError(what);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
