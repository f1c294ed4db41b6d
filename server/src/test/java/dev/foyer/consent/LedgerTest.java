package dev.foyer.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.consent.ConsentLedger.Withdrawal;
import dev.foyer.customer.Consents;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How the ledger grows: nothing twice, nothing lost, any number of customers at once, and an end
/// for those who are erased.
class LedgerTest {
    private static final Set<Subject> CHANNELS =
            Set.of(Subject.EMAIL, Subject.SMS, Subject.CALL, Subject.WHATSAPP);

    private final Book book = new Book();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void only_what_differs_is_written() {
        long ayse = book.customer(new Consents(true, false, false, false));

        assertThat(book.change(ayse, Map.of(Subject.EMAIL, true, Subject.SMS, false))).isZero();
        assertThat(book.change(ayse, Map.of())).isZero();
        assertThat(entries()).isEqualTo(5);

        assertThat(book.change(ayse, Map.of(Subject.EMAIL, true, Subject.SMS, true))).isEqualTo(1);
        assertThat(entries()).isEqualTo(6);
        assertThat(flags(ayse)).isEqualTo("true true false false");
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_withdrawal_of_nothing_writes_no_row_at_all() {
        long ayse = book.customer(Book.NOTHING);
        var before = rowVersions();

        int changed = withdraw(List.of(new Withdrawal(ayse, CHANNELS), new Withdrawal(9999, CHANNELS)));

        assertThat(changed).isZero();
        assertThat(rowVersions()).isEqualTo(before);
    }

    @Test
    void a_hundred_changes_at_once_leave_one_sound_chain() throws Exception {
        long ayse = book.customer(Book.NOTHING);
        race(
                IntStream.range(0, 100)
                        .<Callable<Integer>>mapToObj(
                                i -> () -> book.change(ayse, Map.of(Subject.SMS, i % 2 == 0)))
                        .toList());

        assertThat(book.verify()).isEmpty();
        assertThat(book.verify(1)).isEmpty();
        var items = book.history(ayse).items();
        assertThat(items).hasSizeGreaterThan(5);
        assertThat(items.getLast().after()).isEqualTo(flags(ayse).equals("false true false false"));
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
                race(
                        IntStream.range(0, 16)
                                .<Callable<Integer>>mapToObj(
                                        i -> {
                                            var order = i % 2 == 0 ? people : people.reversed();
                                            return () ->
                                                    withdraw(
                                                            order.stream()
                                                                    .map(id -> new Withdrawal(id, CHANNELS))
                                                                    .toList());
                                        })
                                .toList());

        assertThat(changed).as("each flag was withdrawn once").isEqualTo(160);
        assertThat(entries()).isEqualTo(40 * 5 + 160);
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
        assertThat(entries()).isEqualTo(101 * 9);
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
        assertThat(flags(ayse)).isEqualTo("false false false false");
    }

    @Test
    void whoever_was_there_before_the_ledger_gets_a_chain_with_her_first_change() {
        long old = book.stranger(new Consents(true, true, false, false));

        assertThat(book.change(old, Map.of(Subject.EMAIL, true))).isZero();
        assertThat(entries()).isZero();
        assertThat(book.change(old, Map.of(Subject.EMAIL, false))).isEqualTo(1);

        var items = book.history(old).items();
        assertThat(items).hasSize(6);
        assertThat(items.getFirst().source()).isEqualTo("migration");
        assertThat(items.getFirst().textVersion()).contains("7");
        assertThat(items.getFirst().address()).isEmpty();
        assertThat(items.getLast().source()).isEqualTo("profile");
        assertThat(items.getLast().before()).contains(true);
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void the_server_opens_the_other_old_chains_by_itself_and_once() throws Exception {
        var old =
                LongStream.range(0, 3)
                        .map(_ -> book.stranger(new Consents(false, true, false, true)))
                        .boxed()
                        .toList();
        assertThat(unopened()).isEqualTo(3);

        race(
                IntStream.range(0, 6)
                        .<Callable<Integer>>mapToObj(
                                _ -> () -> book.ledger(Shop.SECRET_KEY).openOld() ? 1 : 0)
                        .toList());

        assertThat(entries()).isEqualTo(15);
        assertThat(unopened()).isZero();
        assertThat(book.history(old.getFirst()).items())
                .extracting(History.Item::subject)
                .containsExactly(
                        "email_allowed", "sms_allowed", "call_allowed", "whatsapp_allowed", "confirm");
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void the_address_stands_in_no_entry_and_retention_deletes_it() {
        long ayse = book.customer();
        assertThat(book.count("select count(*) from consent_ledger l where l::text like '%203.0.113%'"))
                .isZero();
        assertThat(book.history(ayse).items().getFirst().address()).contains("203.0.113.7");

        var now = book.clock.instant();
        assertThat(book.ledger.sweepAddresses(now.minus(Duration.ofDays(1)), 10)).isZero();
        assertThat(book.ledger.sweepAddresses(now.plus(Duration.ofDays(1)), 10)).isEqualTo(1);

        var item = book.history(ayse).items().getFirst();
        assertThat(item.address()).isEmpty();
        assertThat(item.addressMac()).isPresent();
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void the_same_address_stands_for_something_else_with_everybody() {
        var one = book.history(book.customer()).items().getFirst();
        var other = book.history(book.customer()).items().getFirst();

        assertThat(one.address()).isEqualTo(other.address());
        assertThat(one.addressMac()).isNotEqualTo(other.addressMac());
    }

    @Test
    void a_version_that_could_be_anything_is_not_kept_in_clear() {
        long ayse = book.stranger(Book.NOTHING);
        var origin =
                new Origin(
                        Origin.Source.REGISTRATION,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("ayse@example.com"));
        book.database.change(tx -> book.ledger.open(tx, ayse, Book.NOTHING, origin));

        assertThat(book.history(ayse).items())
                .allMatch(item -> item.textVersion().orElseThrow().matches("~[0-9a-f]{64}"));
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void an_erased_customers_chain_ends_stays_sound_and_is_nobodys() {
        long ayse = book.customer();
        long zeynep = book.customer();
        var chain = book.chain(ayse);
        book.ledger.checkpoints().take();

        book.database.change(tx -> book.ledger.forget(tx, ayse));

        assertThat(book.verify()).isEmpty();
        assertThat(book.found(ayse)).isEmpty();
        assertThat(flags(ayse)).isEqualTo("false false false false");
        assertThat(
                        book.lines(
                                """
                                select entry || ' ' || subject || ' ' || source from consent_ledger
                                 where chain = decode('%s', 'hex') and entry > 7 order by entry
                                """
                                        .formatted(chain)))
                .containsExactly("8 email_allowed erasure", "9 sms_allowed erasure", "10 erased erasure");
        assertThat(book.count("select count(*) from consent_address")).isEqualTo(1);
        assertThat(book.count("select count(*) from consent_key")).isEqualTo(1);
        assertThat(book.count("select count(*) from consent_head where owner is null")).isEqualTo(1);
        assertThat(book.history(zeynep).items()).hasSize(7);

        book.database.change(tx -> book.ledger.forget(tx, ayse));
        book.tamper("update customer set is_active = false where id = " + ayse);
        assertThat(book.ledger.openOld()).isFalse();
        assertThat(book.change(ayse, Map.of(Subject.EMAIL, true))).isZero();
        assertThat(entries()).as("nothing comes after the end").isEqualTo(17);
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_customer_who_is_deleted_as_a_whole_leaves_a_sound_chain() {
        long ayse = book.customer();
        book.database.change(
                tx -> {
                    book.ledger.forgetAll(tx, List.of(ayse));
                    tx.execute("delete from customer where id = ?", ayse);
                });

        assertThat(book.verify()).isEmpty();
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
                tx ->
                        book.ledger.withdraw(
                                tx, withdrawals, Book.origin(Origin.Source.KVKK_HOOK)));
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

    private static int race(List<Callable<Integer>> tasks) throws Exception {
        int sum = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                sum += done.get();
            }
        }
        return sum;
    }

    private long entries() {
        return book.count("select count(*) from consent_ledger");
    }

    private long unopened() {
        long unopened = 0;
        var cursor = Optional.<String>empty();
        do {
            var slice = book.ledger.verification().slice(cursor, 2).orElseThrow();
            unopened += slice.unopened();
            cursor = slice.next();
        } while (cursor.isPresent());
        return unopened;
    }

    private String flags(long id) {
        return book.lines(
                        """
                        select concat_ws(' ', email_allowed::text, sms_allowed::text, call_allowed::text,
                                         whatsapp_allowed::text) from customer where id =\s"""
                                + id)
                .getFirst();
    }

    /// Changes with every write, be it without effect.
    private List<String> rowVersions() {
        var versions = new ArrayList<String>();
        for (var table :
                List.of("customer", "consent_head", "consent_ledger", "consent_address", "consent_key")) {
            versions.addAll(
                    book.lines("select xmin::text || ctid::text from " + table + " order by ctid"));
        }
        return versions;
    }
}
