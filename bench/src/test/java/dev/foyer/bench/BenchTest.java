package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;

/// The command line of the benchmarks.
class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_every_benchmark() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^  read +GET /current_user/")
                .containsPattern("(?m)^  login +sign-ins")
                .containsPattern("(?m)^  guest +first requests")
                .containsPattern("(?m)^  register +registrations")
                .containsPattern("(?m)^  mixed +reads, guests")
                .containsPattern("(?m)^  flood +reads before and during")
                .containsPattern("(?m)^  scale +read, login")
                .containsPattern("(?m)^  start +process start")
                .containsPattern("(?m)^  memory +resident memory")
                .containsPattern("(?m)^  pbkdf2 +iterations of PBKDF2")
                .containsPattern("(?m)^  consents +the consent ledger");
    }

    @Test
    void an_unknown_benchmark_is_a_wrong_use_and_the_known_ones_are_named() {
        assertThat(run("speed")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "no benchmark speed; there are read, guest, login, register, mixed, flood, scale,"
                                + " start, memory, pbkdf2, consents, import");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rounds=0", "--seconds=-1", "--connections=many", "--customers=10,0"})
    void a_number_that_cannot_be_is_a_wrong_use(String option) {
        assertThat(run("read", option)).isEqualTo(2);
        assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')));
    }

    private int run(String... arguments) {
        return Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
