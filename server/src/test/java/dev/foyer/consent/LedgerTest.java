package dev.foyer.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.consent.ConsentLedger.Withdrawal;
import dev.foyer.customer.Consents;
import dev.foyer.people.AtOnce;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How the ledger grows: nothing twice, nothing lost, any number of customers at once.
class LedgerTest {
    private static final Set<Subject> CHANNELS =
            Set.of(Subject.EMAIL, Subject.SMS, Subject.CALL, Subject.WHATSAPP);

    @RegisterExtension final Book book = new Book();

    @Test
    void only_what_differs_is_written() {
        long ayse = book.customer(new Consents(true, false, false, false));

        assertThat(book.change(ayse, Map.of(Subject.EMAIL, true, Subject.SMS, false))).isZero();
        assertThat(book.change(ayse, Map.of())).isZero();
        assertThat(book.entries()).isEqualTo(5);

        assertThat(book.change(ayse, Map.of(Subject.EMAIL, true, Subject.SMS, true))).isEqualTo(1);
        assertThat(book.entries()).isEqualTo(6);
        assertThat(book.flags(ayse)).isEqualTo("true true false false");
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_withdrawal_of_nothing_writes_no_row_at_all() {
        long ayse = book.customer(Book.NOTHING);
        var before = rowVersions();

        int changed =
                withdraw(List.of(new Withdrawal(ayse, CHANNELS), new Withdrawal(9999, CHANNELS)));

        assertThat(changed).isZero();
        assertThat(rowVersions()).isEqualTo(before);
    }

    @Test
    void a_hundred_changes_at_once_leave_one_sound_chain() throws Exception {
        long ayse = book.customer(Book.NOTHING);
        AtOnce.all(
                IntStream.range(0, 100)
                        .<Callable<Integer>>mapToObj(
                                i -> () -> book.change(ayse, Map.of(Subject.SMS, i % 2 == 0)))
                        .toList());

        assertThat(book.verify()).isEmpty();
        assertThat(book.verify(1)).isEmpty();
        var items = book.history(ayse).items();
        assertThat(items).hasSizeGreaterThan(5);
        assertThat(items.getLast().after())
                .isEqualTo(book.flags(ayse).equals("false true false false"));
    }

    @Test
    void hooks_for_the_same_people_in_any_order_do_not_wait_for_each_other_for_ever()
            throws Exception {
        var people =
                LongStream.range(0, 40)
                        .map(_ -> book.customer(new Consents(true, true, true, true)))
                        .boxed()
                        .toList();
        var changed =
                AtOnce.all(
                        IntStream.range(0, 16)
                                .<Callable<Integer>>mapToObj(
                                        i -> {
                                            var order = i % 2 == 0 ? people : people.reversed();
                                            return () ->
                                                    withdraw(
                                                            order.stream()
                                                                    .map(
                                                                            id ->
                                                                                    new Withdrawal(
                                                                                            id,
                                                                                            CHANNELS))
                                                                    .toList());
                                        })
                                .toList());

        assertThat(changed.stream().mapToInt(Integer::intValue).sum())
                .as("each flag was withdrawn once")
                .isEqualTo(160);
        assertThat(book.entries()).isEqualTo(40 * 5 + 160);
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_hundred_people_cost_as_many_statements_as_one() {
        var people =
                LongStream.range(0, 101)
                        .map(_ -> book.customer(new Consents(true, true, true, true)))
                        .boxed()
                        .toList();

        int one = statements(people.subList(0, 1));
        int hundred = statements(people.subList(1, 101));

        assertThat(hundred).isEqualTo(one).isLessThan(10);
        assertThat(book.entries()).isEqualTo(101 * 9);
    }

    @Test
    void the_same_person_twice_in_one_hook_is_one_person() {
        long ayse = book.customer(new Consents(true, true, false, false));

        assertThat(
                        withdraw(
                                List.of(
                                        new Withdrawal(ayse, Set.of(Subject.EMAIL)),
                                        new Withdrawal(ayse, Set.of(Subject.EMAIL, Subject.SMS)))))
                .isEqualTo(2);
        assertThat(book.flags(ayse)).isEqualTo("false false false false");
    }

    @Test
    void a_very_long_chain_is_read_in_pieces() {
        long ayse = book.customer(Book.NOTHING);
        book.database.change(
                tx -> {
                    for (int i = 0; i < 1100; i++) {
                        var _ =
                                book.ledger.change(
                                        tx,
                                        ayse,
                                        Map.of(Subject.SMS, i % 2 == 0),
                                        Book.origin(Origin.Source.PROFILE));
                    }
                });

        var history = book.history(ayse);
        assertThat(history.items()).hasSize(1105);
        assertThat(history.flaw()).isEmpty();
        assertThat(book.verify(100)).isEmpty();
    }

    private int withdraw(List<Withdrawal> withdrawals) {
        return book.database.write(
                tx -> book.ledger.withdraw(tx, withdrawals, Book.origin(Origin.Source.KVKK_HOOK)));
    }

    private int statements(List<Long> people) {
        var count = new AtomicInteger();
        book.database.change(
                tx -> {
                    tx.getConfig(SqlStatements.class)
                            .setSqlLogger(
                                    new SqlLogger() {
                                        @Override
                                        public void logBeforeExecution(StatementContext context) {
                                            count.incrementAndGet();
                                        }
                                    });
                    book.ledger.withdraw(
                            tx,
                            people.stream().map(id -> new Withdrawal(id, CHANNELS)).toList(),
                            Book.origin(Origin.Source.KVKK_HOOK));
                });
        return count.get();
    }

    /// Changes with every write, be it without effect.
    private List<String> rowVersions() {
        var versions = new ArrayList<String>();
        for (var table :
                List.of(
                        "customer",
                        "consent_head",
                        "consent_ledger",
                        "consent_address",
                        "consent_key")) {
            versions.addAll(
                    book.lines("select xmin::text || ctid::text from " + table + " order by ctid"));
        }
        return versions;
    }
}
