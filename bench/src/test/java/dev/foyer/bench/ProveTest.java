package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

/// The command line of the proofs, and that `timing` works from end to end. What it finds is no
/// matter here: no timing decides a test.
class ProveTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void ten_samples_of_timing_yield_sound_figures() {
        assertThat(run("timing", "--samples=10", "--json")).as(err.toString()).isZero();

        var findings = Json.parseOwn(out.toString());
        assertThat(findings.valueStream().map(finding -> finding.get("what").stringValue()))
                .containsExactly(
                        "POST /users/login/",
                        "POST /users/password/reset/",
                        "POST /users/registration/",
                        "POST /users/otp-login/",
                        "POST /users/login/, cheap");
        for (var finding : findings) {
            assertThat(finding.get("known_median_ms").doubleValue()).isPositive().isFinite();
            assertThat(finding.get("unknown_median_ms").doubleValue()).isPositive().isFinite();
            assertThat(finding.get("known_slower").doubleValue()).isBetween(0.0, 1.0);
            assertThat(finding.get("p").doubleValue()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void wrong_use_is_told() {
        assertThat(run("everything")).isEqualTo(2);
        assertThat(err.toString())
                .contains("nothing to prove is called everything; there is timing");
        assertThat(run("timing", "--samples=9")).isEqualTo(2);
        assertThat(err.toString()).contains("--samples expects 10 or more, not 9");
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--samples");
    }

    private int run(String... arguments) {
        return Prove.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
