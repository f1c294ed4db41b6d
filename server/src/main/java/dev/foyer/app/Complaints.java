package dev.foyer.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is wrong with the environment, gathered so that every mistake is told at once.
final class Complaints {
    private final Set<String> lines = new LinkedHashSet<>();

    void add(String name, String given, String expected) {
        lines.add(name + (given.isEmpty() ? "" : "=" + given) + ": " + expected);
    }

    boolean none() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
