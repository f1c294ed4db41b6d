package dev.foyer.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.customer.Consents;
import dev.foyer.people.AtOnce;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How chains begin for those who were there before the ledger, how they end with an erasure, and
/// what of a person they hold meanwhile.
class ChainLifeTest {
    @RegisterExtension final Book book = new Book();

    @Test
    void whoever_was_there_before_the_ledger_gets_a_chain_with_her_first_change() {
        long old = book.stranger(new Consents(true, true, false, false));

        assertThat(book.change(old, Map.of(Subject.EMAIL, true))).isZero();
        assertThat(book.entries()).isZero();
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
    void whoever_is_shut_out_can_be_withdrawn_for_all_the_same() {
        long old = book.stranger(new Consents(true, true, false, false));
        book.tamper("update customer set is_active = false where id = " + old);

        assertThat(book.change(old, Map.of(Subject.EMAIL, false))).isEqualTo(1);

        assertThat(book.flags(old)).isEqualTo("false true false false");
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void an_erasure_finds_the_addresses_of_a_chain_that_lost_its_head() {
        long ayse = book.customer();
        book.tamper("delete from consent_head");

        var forgotten = book.database.write(tx -> book.ledger.forget(tx, ayse));

        assertThat(forgotten).isEqualTo(new ConsentLedger.Forgotten(1, 0, 1));
        assertThat(book.count("select count(*) from consent_address")).isZero();
    }

    @Test
    void the_server_opens_the_other_old_chains_by_itself_and_once() throws Exception {
        var old =
                LongStream.range(0, 3)
                        .map(_ -> book.stranger(new Consents(false, true, false, true)))
                        .boxed()
                        .toList();
        assertThat(unopened()).isEqualTo(3);

        AtOnce.all(
                IntStream.range(0, 6)
                        .<Callable<Integer>>mapToObj(
                                _ -> () -> book.ledger(Shop.SECRET_KEY).openOld() ? 1 : 0)
                        .toList());

        assertThat(book.entries()).isEqualTo(15);
        assertThat(unopened()).isZero();
        assertThat(book.history(old.getFirst()).items())
                .extracting(History.Item::subject)
                .containsExactly(
                        "email_allowed",
                        "sms_allowed",
                        "call_allowed",
                        "whatsapp_allowed",
                        "confirm");
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void the_address_stands_in_no_entry_and_retention_deletes_it() {
        long ayse = book.customer();
        assertThat(
                        book.count(
                                "select count(*) from consent_ledger l where l::text like '%203.0.113%'"))
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

        book.database.write(tx -> book.ledger.forget(tx, ayse));

        assertThat(book.verify()).isEmpty();
        assertThat(book.found(ayse)).isEmpty();
        assertThat(book.flags(ayse)).isEqualTo("false false false false");
        assertThat(
                        book.lines(
                                """
                                select entry || ' ' || subject || ' ' || source from consent_ledger
                                 where chain = decode('%s', 'hex') and entry > 7 order by entry
                                """
                                        .formatted(chain)))
                .containsExactly(
                        "8 email_allowed erasure", "9 sms_allowed erasure", "10 erased erasure");
        assertThat(book.count("select count(*) from consent_address")).isEqualTo(1);
        assertThat(book.count("select count(*) from consent_key")).isEqualTo(1);
        assertThat(book.count("select count(*) from consent_head where owner is null"))
                .isEqualTo(1);
        assertThat(book.history(zeynep).items()).hasSize(7);

        book.database.write(tx -> book.ledger.forget(tx, ayse));
        book.tamper("update customer set erased_at = now() where id = " + ayse);
        assertThat(book.ledger.openOld()).isFalse();
        assertThat(book.change(ayse, Map.of(Subject.EMAIL, true))).isZero();
        assertThat(book.entries()).as("nothing comes after the end").isEqualTo(17);
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_customer_who_is_deleted_as_a_whole_leaves_a_sound_chain() {
        long ayse = book.customer();
        book.database.change(
                tx -> {
                    var _ = book.ledger.forgetAll(tx, List.of(ayse));
                    tx.execute("delete from customer where id = ?", ayse);
                });

        assertThat(book.verify()).isEmpty();
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
}
