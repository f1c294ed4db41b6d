package dev.foyer.consent;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.util.List;

/// A target for the place at which a walk through the ledger goes on.
public final class CursorTargets {
    private CursorTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "cursor",
                        CursorTargets::cursor,
                        Cursor.after(
                                        Cursor.parse("0..0." + "0".repeat(64) + ".-----oo")
                                                .map(Cursor::stage)
                                                .orElseThrow(),
                                        7,
                                        "a".repeat(64))
                                .text(),
                        "3."
                                + "0".repeat(32)
                                + ".999999999999999999."
                                + "f".repeat(64)
                                + ".-01-0xo"));
    }

    private static void cursor(String text) {
        Cursor.parse(text)
                .ifPresent(
                        cursor ->
                                holds(
                                        Cursor.parse(cursor.text()).orElseThrow().equals(cursor),
                                        "written and read it is the same"));
    }
}
