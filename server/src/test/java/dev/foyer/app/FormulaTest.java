package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

/// Cells that a spreadsheet would run.
class FormulaTest {
    @Test
    void what_begins_a_formula_gets_an_apostrophe_and_nothing_else_does() {
        assertThat(Formula.guard("=1+1")).isEqualTo("'=1+1");
        assertThat(Formula.guard("+905551112233")).isEqualTo("'+905551112233");
        assertThat(Formula.guard("'@x")).isEqualTo("''@x");
        assertThat(Formula.guard("\uFF1D1")).isEqualTo("'\uFF1D1");
        assertThat(Formula.guard("O'Neill=")).isEqualTo("O'Neill=");
        assertThat(Formula.guard("'t Hooft")).isEqualTo("'t Hooft");
        assertThat(Formula.unguard("'t Hooft")).isEqualTo("'t Hooft");
        assertThat(Formula.guard("")).isEmpty();
    }

    @Property(tries = 3000)
    void what_is_written_is_read_back(@ForAll("cells") String cell) {
        var guarded = Formula.guard(cell);

        assertThat(Formula.unguard(guarded)).isEqualTo(cell);
        assertThat(guarded).doesNotMatch("(?s)[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*");
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("'=+-@\t\r\n\uFF1Da").ofMaxLength(6),
                Arbitraries.strings().all().ofMaxLength(20));
    }
}
