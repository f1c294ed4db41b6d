package dev.foyer.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Checkpoints hold all chains fast together, across nodes and across changes of the secret key.
class CheckpointTest {
    private static final String NEW_KEY = "a-new-secret-key-for-tests-9876543210";

    @RegisterExtension final Book book = new Book();

    @Test
    void a_checkpoint_counts_what_there_is_and_is_taken_only_where_something_grew() {
        book.customer();
        book.customer();
        assertThat(book.ledger.checkpoints().take()).as("there is more to do").isFalse();

        var first = book.ledger.checkpoints().last().orElseThrow();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.chains()).isEqualTo(2);
        assertThat(first.entries()).isEqualTo(14);
        assertThat(first.previous()).isEqualTo("00".repeat(32));

        assertThat(book.ledger.checkpoints().take()).isFalse();
        assertThat(book.ledger.checkpoints().last()).contains(first);

        book.customer();
        assertThat(book.ledger.checkpoints().take()).isFalse();
        var second = book.ledger.checkpoints().last().orElseThrow();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.chains()).isEqualTo(3);
        assertThat(second.entries()).isEqualTo(21);
        assertThat(second.previous()).isEqualTo(first.hash());
        assertThat(book.verify()).isEmpty();
        assertThat(book.verify(1)).isEmpty();
    }

    @Test
    void two_nodes_take_one_after_the_other_and_never_the_same() throws Exception {
        var ledgers = new ConsentLedger[] {book.ledger, book.ledger(Shop.SECRET_KEY)};
        for (int round = 0; round < 10; round++) {
            book.customer();
            var tasks =
                    IntStream.range(0, 4)
                            .<Callable<Boolean>>mapToObj(
                                    i -> () -> ledgers[i % 2].checkpoints().take())
                            .toList();
            assertThat(AtOnce.all(tasks)).containsOnly(false);
        }
        assertThat(book.ledger.checkpoints().take()).isFalse();
        assertThat(book.ledger.checkpoints().last().orElseThrow().entries()).isEqualTo(70);
        assertThat(book.count("select count(*) from consent_head where covered < entries"))
                .isZero();
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_removed_checkpoint_is_missed() {
        threeCheckpoints();
        book.tamper("delete from consent_checkpoint where number = 2");

        assertThat(book.verify()).contains("checkpoint 2 is missing");
    }

    @Test
    void the_last_checkpoint_cannot_be_cut_off_once_anything_was_written_after_it() {
        long ayse = threeCheckpoints();
        book.change(ayse, Map.of(Subject.CALL, true));
        book.tamper(
                "delete from consent_checkpoint where number = 3",
                "delete from consent_checkpoint_chain where checkpoint = 3",
                "update consent_head set covered = coalesce((select max(c.entry) from consent_checkpoint_chain c"
                        + " where c.chain = consent_head.chain), 0)");

        var names =
                "entry 8 of chain "
                        + book.chain(ayse)
                        + " names a checkpoint that is gone or was replaced";
        assertThat(book.verify()).containsExactly(names);

        assertThat(book.ledger.checkpoints().take()).isFalse();
        assertThat(book.ledger.checkpoints().last().orElseThrow().number()).isEqualTo(3);
        assertThat(book.verify()).as("a new third one is not the old one").containsExactly(names);
    }

    @Test
    void a_checkpoint_without_its_row_is_known_by_the_chains_it_covered() {
        threeCheckpoints();
        book.tamper("delete from consent_checkpoint where number = 3");

        assertThat(book.verify()).containsExactly("checkpoint 3 is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number = 22",
                "taken_at = taken_at - interval '1 day'",
                "chains = chains - 1",
                "entries = entries + 1",
                "covers = sha256(covers)",
                "previous = sha256(previous)",
                "hash = sha256(hash)"
            })
    void no_column_of_a_checkpoint_can_be_changed(String change) {
        threeCheckpoints();
        book.tamper("update consent_checkpoint set " + change + " where number = 2");

        assertThat(book.verify())
                .contains(
                        change.startsWith("number")
                                ? "checkpoint 2 is missing"
                                : "checkpoint 2 was altered, or written by somebody without the"
                                        + " key");
    }

    @Test
    void no_chain_can_be_taken_out_of_a_checkpoint() {
        long ayse = threeCheckpoints();
        var chain = book.chain(ayse);
        book.tamper(
                "delete from consent_checkpoint_chain where checkpoint = 1 and chain = decode('%s', 'hex')"
                        .formatted(chain));

        assertThat(book.verify())
                .containsExactlyInAnyOrder(
                        "checkpoint 1 does not tell the chains that it was signed for",
                        "entry 7 of chain "
                                + chain
                                + " is not the last that a checkpoint has seen, though the head says"
                                + " so");
    }

    @Test
    void update_delete_and_truncate_are_refused_to_everybody_also_to_the_owner() {
        threeCheckpoints();
        for (var table :
                new String[] {"consent_ledger", "consent_checkpoint", "consent_checkpoint_chain"}) {
            for (var statement :
                    new String[] {
                        "update %s set hash = hash",
                        "update %s set hash = hash where false",
                        "delete from %s",
                        "delete from %s where false",
                        "truncate %s",
                        "truncate %s cascade"
                    }) {
                assertThatThrownBy(
                                () ->
                                        book.database.change(
                                                tx -> {
                                                    tx.execute(
                                                            "set session_replication_role = replica");
                                                    tx.execute(statement.formatted(table));
                                                }))
                        .as(statement.formatted(table))
                        .hasMessageContaining(table + " takes entries and gives none back");
            }
        }
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void entries_are_verified_when_the_secret_of_their_time_is_long_gone() {
        long ayse = book.customer();
        var before = book.history(ayse);
        book.ledger.checkpoints().take();

        book.ledger = book.ledger(NEW_KEY, Shop.SECRET_KEY);
        assertThat(book.change(ayse, Map.of(Subject.SMS, false))).isEqualTo(1);
        book.ledger.checkpoints().take();
        assertThat(book.verify()).isEmpty();

        book.ledger = book.ledger(NEW_KEY);
        assertThat(book.verify()).isEmpty();
        assertThat(book.history(ayse).pseudonym()).isEqualTo(before.pseudonym());
        assertThat(book.history(ayse).items()).startsWith(before.items().getFirst()).hasSize(8);
        assertThat(book.count("select count(distinct seal) from consent_ledger")).isEqualTo(2);
        assertThat(book.change(ayse, Map.of(Subject.EMAIL, false))).isEqualTo(1);
    }

    @Test
    void a_node_that_still_has_the_old_secret_first_reads_what_another_signed_with_the_new() {
        long ayse = book.customer();
        var old = book.ledger;
        book.ledger = book.ledger(NEW_KEY, Shop.SECRET_KEY);
        book.change(ayse, Map.of(Subject.SMS, false));

        book.ledger = book.ledger(Shop.SECRET_KEY, NEW_KEY);
        assertThat(book.verify()).isEmpty();
        book.ledger = old;
        book.change(ayse, Map.of(Subject.SMS, true));
        assertThat(book.history(ayse).items()).hasSize(9);
    }

    @Test
    void another_secret_cannot_open_the_ledger() {
        long ayse = book.customer();
        book.ledger = book.ledger(NEW_KEY);

        assertThat(book.verify())
                .first()
                .asString()
                .endsWith(" is signed with a key that is gone or cannot be opened");
        assertThat(book.found(ayse)).isEmpty();
    }

    /// @return a customer whom the first has seen
    private long threeCheckpoints() {
        long ayse = book.customer();
        for (int i = 0; i < 3; i++) {
            book.customer();
            assertThat(book.ledger.checkpoints().take()).isFalse();
        }
        assertThat(book.verify()).isEmpty();
        return ayse;
    }
}
