package dev.foyer.bench;

/// What a figure was to reach, and whether its median does.
record Reach(String words, boolean met) {
    /// For people: the goal and the verdict.
    String text() {
        return words + (met ? ": met" : ": not met");
    }
}
