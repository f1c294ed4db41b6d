package dev.foyer.consent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How far a verification has come, as a text that travels to the caller and back.
///
/// @param chain the last one seen, or no letters
/// @param number of the last entry, checkpoint or customer seen
/// @param hash of that entry or checkpoint
/// @param standing after that entry
/// @param closed whether that entry ended the chain
/// @param spoiled whether the chain is known to be broken; the rest of it is passed over
record Cursor(
        Stage stage,
        String chain,
        long number,
        String hash,
        Standing standing,
        boolean closed,
        boolean spoiled) {
    /// What a verification looks at, in this order.
    enum Stage {
        ENTRIES,
        HEADS,
        CHECKPOINTS,
        CUSTOMERS;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final List<Stage> STAGES = List.of(Stage.values());

    private static final Pattern SHAPE =
            Pattern.compile(
                    "([0-3])\\.([0-9a-f]{32}|)\\.(\\d{1,18})\\.([0-9a-f]{64})\\.([-01]{5})([ox])([ox])");

    /// The beginning of a stage.
    static Cursor at(Stage stage) {
        return new Cursor(stage, "", 0, Entry.NOTHING, Standing.NOTHING_SAID, false, false);
    }

    /// [#text] read back.
    static Optional<Cursor> parse(String text) {
        var parts = SHAPE.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new Cursor(
                                STAGES.get(Integer.parseInt(parts.group(1))),
                                parts.group(2),
                                Long.parseLong(parts.group(3)),
                                parts.group(4),
                                new Standing(parts.group(5)),
                                parts.group(6).equals("x"),
                                parts.group(7).equals("x")))
                : Optional.empty();
    }

    /// Within a stage that goes by chain alone.
    static Cursor after(Stage stage, String chain) {
        return new Cursor(stage, chain, 0, Entry.NOTHING, Standing.NOTHING_SAID, false, false);
    }

    /// Within a stage that goes by number.
    static Cursor after(Stage stage, long number, String hash) {
        return new Cursor(stage, "", number, hash, Standing.NOTHING_SAID, false, false);
    }

    String text() {
        return "%d.%s.%d.%s.%s%s%s"
                .formatted(
                        STAGES.indexOf(stage),
                        chain,
                        number,
                        hash,
                        standing.letters(),
                        closed ? "x" : "o",
                        spoiled ? "x" : "o");
    }
}
