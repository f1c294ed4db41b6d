package dev.foyer.throttle;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.util.List;

/// A target for rates in the notation of Django REST framework.
public final class RateTargets {
    private RateTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text("rate", RateTargets::rate, "30/min", "5/hour", "1000000/s", "1/day"));
    }

    private static void rate(String text) {
        Rate.parse(text)
                .ifPresent(
                        rate -> {
                            holds(rate.most() >= 1 && rate.most() <= 1_000_000, "it is bounded");
                            holds(
                                    rate.period().toSeconds() >= 1 && rate.period().toDays() <= 1,
                                    "from a second to a day");
                            holds(
                                    text.startsWith(rate.most() + "/"),
                                    "the number is the one that was written");
                        });
    }
}
