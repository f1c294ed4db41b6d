package dev.foyer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Base64;
import java.util.List;

/// Every target for a short while: its seeds, then inputs bred from them, always the same ones.
/// `./foyer prove fuzz` runs them for as long as one likes, by Jazzer.
class TargetsTest {
    /// Any number will do; another one tries other inputs.
    private static final long NUMBER = 20261122;

    /// Those whose parser takes milliseconds.
    private static final List<String> SLOW =
            List.of("picture", "user-agent", "template", "csv", "json-lines");

    private static final int INPUTS = 800;
    private static final int INPUTS_OF_SLOW = 100;

    static List<Target> targets() {
        return Targets.ALL;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_parser_keeps_its_promises_whatever_it_is_given(Target target) {
        target.seeds().forEach(seed -> feed(target, seed.copy()));
        feed(target, new byte[0]);
        var inputs = new Mutations(NUMBER, target.seeds());
        int most = SLOW.contains(target.name()) ? INPUTS_OF_SLOW : INPUTS;
        for (int i = 0; i < most; i++) {
            feed(target, inputs.next());
        }
    }

    @Test
    void targets_have_names_of_their_own_and_seeds() {
        assertThat(Targets.ALL).extracting(Target::name).doesNotHaveDuplicates();
        assertThat(Targets.ALL).allMatch(target -> !target.seeds().isEmpty());
        assertThat(Targets.ALL).extracting(Target::name).containsAll(SLOW);
    }

    @Test
    void the_same_number_breeds_the_same_inputs() {
        var seeds = List.of(Target.Seed.of(new byte[] {1, 2, 3}));
        var one = new Mutations(NUMBER, seeds);
        var other = new Mutations(NUMBER, seeds);
        for (int i = 0; i < 100; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    /// The find is told so that it can be given to the parser again.
    private static void feed(Target target, byte[] input) {
        try {
            target.check().of(input.clone());
        } catch (Throwable thrown) {
            throw new AssertionError(
                    target + " stumbles over " + Base64.getEncoder().encodeToString(input), thrown);
        }
    }

    /// Deep and long: what recurses too far runs out of stack here.
    @Test
    void the_largest_inputs_are_borne() {
        Targets.ALL.stream()
                .filter(target -> !SLOW.contains(target.name()))
                .forEach(TargetsTest::largest);
    }

    private static void largest(Target target) {
        for (var letter :
                List.of(
                        "(", "[", "{", "\"", "a", "0", " ", ",", ".", "%41", "{{#a}}", "a=b&",
                        "\\")) {
            feed(
                    target,
                    letter.repeat(64 * 1024 / letter.length())
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
