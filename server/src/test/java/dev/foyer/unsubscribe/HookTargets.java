package dev.foyer.unsubscribe;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.time.temporal.ChronoUnit;
import java.util.List;

/// A target for the times in hooks.
public final class HookTargets {
    private HookTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "hook-time",
                        HookTargets::time,
                        "2024-02-29T12:34:56.123456+03:00",
                        "2024-02-29 12:34",
                        "2024-02-29T12:34:56,7Z",
                        "0001-01-01T00:00+18",
                        "9999-12-31T23:59:59-1800"));
    }

    private static void time(String text) {
        HookTime.parse(text)
                .ifPresent(
                        time -> {
                            var spellings = time.spellings();
                            holds(spellings.size() == 3, "always three");
                            holds(spellings.getFirst().equals(text), "the first as it was sent");
                            for (var spelling : spellings) {
                                var again = HookTime.parse(spelling);
                                holds(again.isPresent(), spelling + " is a time");
                                holds(
                                        again.get()
                                                .instant()
                                                .truncatedTo(ChronoUnit.MICROS)
                                                .equals(time.instant()),
                                        spelling + " is the same time");
                            }
                        });
    }
}
