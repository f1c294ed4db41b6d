package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.TestDatabase;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Updates that nobody waits for: later than they are asked for, and never out of their turn.
class PipelineTest {
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
        database.change(tx -> tx.execute("create table word (id serial, text text unique)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void they_are_done_in_their_order_before_the_commit() {
        database.change(
                tx -> {
                    add(tx, "bir");
                    add(tx, "iki");
                    Unawaited.update(tx, "update word set text = text || '!' where text = :text")
                            .bind("text", "bir")
                            .send();
                });

        assertThat(words()).containsExactlyInAnyOrder("bir!", "iki");
    }

    @Test
    void they_wait() {
        database.change(
                tx -> {
                    add(tx, "bir");
                    assertThat(writtenIn(tx)).isZero();
                    add(tx, "iki");
                    assertThat(writtenIn(tx)).isZero();
                    Unawaited.settle(tx);
                    assertThat(writtenIn(tx)).isEqualTo(2);
                });
    }

    @Test
    void whatever_is_asked_after_them_sees_what_they_did() {
        List<String> seen =
                database.write(
                        tx -> {
                            add(tx, "bir");
                            tx.execute("update word set text = 'iki'");
                            add(tx, "üç");
                            return words(tx);
                        });

        assertThat(seen).containsExactly("iki", "üç");
    }

    @Test
    void a_batch_comes_after_them() {
        database.change(
                tx -> {
                    add(tx, "bir");
                    var batch = tx.prepareBatch("update word set text = :text");
                    int[] _ = batch.bind("text", "iki").add().execute();
                });

        assertThat(words()).containsExactly("iki");
    }

    @Test
    void values_are_values() {
        var hostile = "'); delete from word; -- :text $1 \\1 ? ;";

        database.change(
                tx -> {
                    add(tx, hostile);
                    add(tx, null);
                    Unawaited.update(tx, "insert into word (text) values (:a::text || :ab)")
                            .bind("a", ":b")
                            .bind("ab", "c")
                            .send();
                });

        assertThat(words()).containsExactly(hostile, null, ":bc");
    }

    @Test
    void many_are_no_matter() {
        database.change(
                tx -> {
                    for (int i = 0; i < 1_000; i++) {
                        add(tx, "word " + i);
                    }
                });

        assertThat(words()).hasSize(1_000).contains("word 0", "word 999");
    }

    @Test
    void one_that_fails_does_so_with_the_next_statement() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            addTwice(tx, "bir");
                                            var _ = words(tx);
                                        }))
                .isInstanceOf(UnableToExecuteStatementException.class)
                .matches(Failures::isTaken);
    }

    @Test
    void it_is_told_what_they_changed() {
        var told = new ArrayList<String>();
        database.tellChanges(told::add);

        database.change(
                tx ->
                        Unawaited.update(tx, "select set_config('foyer.changed', :key, true)")
                                .bind("key", "a key")
                                .send());
        assertThatThrownBy(() -> database.change(tx -> addTwice(tx, "bir")))
                .isInstanceOf(Ending.Refused.class);

        assertThat(told).containsExactly("a key", "");
    }

    @Test
    void one_that_fails_takes_all_with_it() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            addTwice(tx, "bir");
                                            add(tx, "iki");
                                        }))
                .matches(Failures::isTaken);
        assertThat(words()).isEmpty();

        database.change(tx -> add(tx, "iki"));
        assertThat(words()).containsExactly("iki");
    }

    @Test
    void of_a_transaction_that_is_undone_nothing_is_done() {
        record Nothing() implements Undone {}

        var _ =
                database.read(
                        handle -> {
                            var _ =
                                    database.write(
                                            tx -> {
                                                add(tx, "bir");
                                                return new Nothing();
                                            });
                            assertThatThrownBy(
                                            () ->
                                                    database.change(
                                                            tx -> {
                                                                add(tx, "iki");
                                                                throw new IllegalStateException(
                                                                        "no");
                                                            }))
                                    .hasMessage("no");
                            return words(handle);
                        });

        assertThat(words()).isEmpty();
    }

    @Test
    void a_transaction_has_none_within() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            add(tx, "bir");
                                            database.change(within -> add(within, "iki"));
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(words()).isEmpty();
    }

    @Test
    void after_the_commit_it_is_too_late() {
        assertThatThrownBy(() -> database.change(tx -> tx.afterCommit(() -> add(tx, "too late"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(words()).isEmpty();
    }

    @Test
    void what_is_taken_back_takes_nothing_else_with_it() {
        database.change(
                tx -> {
                    add(tx, "before");
                    TakenBack.run(tx, () -> add(tx, "taken back"));
                    String seen =
                            TakenBack.get(
                                    tx,
                                    () -> {
                                        add(tx, "taken back as well");
                                        return "seen";
                                    });
                    assertThat(seen).isEqualTo("seen");
                    TakenBack.unless(tx, true, () -> add(tx, "stays"));
                    add(tx, "after");
                });

        assertThat(words()).containsExactly("before", "stays", "after");
    }

    @Test
    void outside_of_a_transaction_nothing_may_wait() {
        assertThatThrownBy(
                        () ->
                                database.read(
                                        handle -> {
                                            add(handle, "bir");
                                            return true;
                                        }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_count_may_wait_as_well() {
        var _ =
                database.tally(
                        tx -> {
                            add(tx, "bir");
                            return true;
                        });

        assertThat(words()).containsExactly("bir");
    }

    /// What the table refuses.
    private static void addTwice(Handle tx, String text) {
        add(tx, text);
        add(tx, text);
    }

    private static void add(Handle tx, @Nullable String text) {
        Unawaited.update(tx, "insert into word (text) values (:text)").bind("text", text).send();
    }

    /// Past the library, and so without sending anything.
    private static long writtenIn(Handle tx) {
        try (var statement = tx.getConnection().createStatement();
                var rows = statement.executeQuery("select count(*) from word")) {
            return rows.next() ? rows.getLong(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> words() {
        return database.read(PipelineTest::words);
    }

    private static List<String> words(Handle handle) {
        return handle.createQuery("select text from word order by id").mapTo(String.class).list();
    }
}
