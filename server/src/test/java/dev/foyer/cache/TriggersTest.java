package dev.foyer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.TestDatabase;
import dev.foyer.db.Database;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.Failures;
import dev.foyer.db.Undone;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What a transaction changed is told before whoever made it goes on.
class TriggersTest {
    private static final String CUSTOMERS =
            """
            insert into customer (first_name, last_name, language_code, attributes, user_type, client_type,
                                  email_allowed, sms_allowed, call_allowed, whatsapp_allowed, date_joined)
            select 'Many', 'Many', 'tr-tr', '{}', 'registered', 'default', false, false, false, false, now()
              from generate_series(1, 5000)
            """;

    private static final List<String> told = new ArrayList<>();
    private static Database database;

    private record Nothing() implements Undone {}

    @BeforeAll
    static void open() {
        database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
        database.tellChanges(told::add);
        change(CUSTOMERS);
    }

    @BeforeEach
    void nothingTold() {
        told.clear();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_change_names_its_customers() {
        change("update customer set last_name = 'B' where id in (10, 4095)");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().split(",", -1)).containsExactlyInAnyOrder("ca", "cfff");
    }

    /// The server dies with the commit under way, say: what it has changed was not told any more.
    @Test
    void a_commit_of_which_nobody_knows_may_have_changed_everything() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            tx.execute(
                                                    "update customer set last_name = 'C' where id = 1");
                                            end(
                                                    tx.createQuery("select pg_backend_pid()")
                                                            .mapTo(Integer.class)
                                                            .one());
                                        }))
                .matches(Failures::isOutage);
        assertThat(told).containsExactly("*");
    }

    @Test
    void a_commit_that_is_refused_has_changed_nothing() {
        assertThatThrownBy(
                        () ->
                                change(
                                        "insert into email_address"
                                                + " (customer_id, address, identity, is_primary, created_at)"
                                                + " values (999999, 'a@example.com', 'a@example.com', true, now())"))
                .hasMessageContaining("not committed");
        assertThat(told).containsExactly("");
    }

    @Test
    void work_that_hides_a_failed_statement_is_not_committed() {
        for (var way :
                List.<Consumer<Consumer<Handle>>>of(TriggersTest::write, TriggersTest::tally)) {
            assertThatThrownBy(() -> way.accept(TriggersTest::hideFailure))
                    .hasMessageContaining("not committed");
        }
        assertThat(told).containsExactly("");
    }

    private static void write(Consumer<Handle> work) {
        database.change(work);
    }

    private static void tally(Consumer<Handle> work) {
        database.tally(
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }

    private static void hideFailure(Handle tx) {
        tx.execute("update customer set last_name = 'D' where id = 1");
        assertThatThrownBy(() -> tx.execute("select 1 / 0")).hasMessageContaining("zero");
    }

    /// From another thread, which has another connection.
    private static void end(int backend) {
        var ended =
                CompletableFuture.supplyAsync(
                        () ->
                                database.read(
                                        handle ->
                                                handle.createQuery(
                                                                "select pg_terminate_backend(:pid, 30000)")
                                                        .bind("pid", backend)
                                                        .mapTo(Boolean.class)
                                                        .one()));
        assertThat(ended.join()).isTrue();
    }

    @Test
    void hundreds_are_named_one_by_one_and_thousands_are_everything() {
        change("update customer set last_name = 'B' where id <= 3000");
        assertThat(told.getFirst().split(",", -1)).hasSize(3000).doesNotContain("*");
        change("update customer set last_name = 'B'");
        assertThat(told.getLast()).isEqualTo("*");
    }

    @Test
    void what_was_taken_back_is_not_told() {
        var _ =
                database.write(
                        tx -> {
                            tx.execute("update customer set last_name = 'B' where id = 1");
                            return new Nothing();
                        });
        database.change(
                tx -> {
                    tx.execute("update customer set last_name = 'B' where id = 2");
                    tx.savepoint("here");
                    tx.execute("update customer set last_name = 'B' where id = 3");
                    tx.rollbackToSavepoint("here");
                });
        assertThat(told).containsExactly("", "c2");
    }

    @Test
    void a_row_that_goes_to_somebody_else_tells_of_both() {
        change(
                """
                insert into address (customer_id, is_primary, title, first_name, last_name, country, line,
                                     is_corporate, e_bill_taxpayer, created_at)
                values (20, true, 'Ev', 'A', 'B', 1, 'C', false, false, now())
                """);
        change("update address set customer_id = 21");
        change("delete from address");
        assertThat(told.getFirst()).isEqualTo("c14");
        assertThat(told.get(1).split(",", -1)).containsExactlyInAnyOrder("c14", "c15");
        assertThat(told.getLast()).isEqualTo("c15");
    }

    @Test
    void emptying_a_table_is_everything() {
        for (var table : List.of("session", "address", "email_address")) {
            change("truncate " + table);
        }
        assertThat(told).containsExactly("*", "*", "*");
    }

    @Test
    void a_change_of_nothing_tells_nothing() {
        change("update customer set last_name = 'B' where id = -1");
        change("delete from session");
        assertThat(told).containsExactly("", "");
    }

    private static void change(String sql) {
        database.change(tx -> tx.execute(sql));
    }
}
