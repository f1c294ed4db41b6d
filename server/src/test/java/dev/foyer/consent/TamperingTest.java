package dev.foyer.consent;

import static dev.foyer.consent.Book.entry;
import static dev.foyer.consent.Book.where;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/// Somebody with all of SQL and without the key changes the ledger by hand; verification names the
/// first entry that is not as it was.
class TamperingTest {
    private static final String WRITTEN_WITHOUT_KEY =
            " was altered, or written by somebody without the key";

    @RegisterExtension final Book book = new Book();

    private final long ayse = book.customer();
    private final long zeynep = book.customer();
    private final String chain = book.chain(ayse);
    private final String other = book.chain(zeynep);

    @BeforeEach
    void nothing_is_wrong_yet() {
        assertThat(book.verify()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    subject      | 'call_allowed'
                    old_value    | null
                    old_value    | not old_value
                    new_value    | not new_value
                    recorded_at  | recorded_at + interval '1 microsecond'
                    source       | 'operator'
                    service      | 'iys'
                    text_version | '3'
                    text_version | null
                    address_mac  | decode(repeat('ab', 32), 'hex')
                    address_mac  | null
                    request_id   | ''
                    checkpoint   | 1
                    witness      | decode(repeat('ab', 8), 'hex')
                    previous     | decode(repeat('ab', 32), 'hex')
                    hash         | sha256(hash)
                    """)
    void no_column_of_an_entry_can_be_changed(String column, String value) {
        book.tamper("update consent_ledger set " + column + " = " + value + where(chain, 6));

        assertThat(book.verify()).containsExactly(entry(6, chain) + WRITTEN_WITHOUT_KEY);
        assertThat(book.verify(3)).as("in small slices").isEqualTo(book.verify());
    }

    @Test
    void an_entry_cannot_claim_another_key() {
        book.tamper("update consent_ledger set seal = 9" + where(chain, 2));

        assertThat(book.verify())
                .containsExactly(
                        entry(2, chain) + " is signed with a key that is gone or cannot be opened");
    }

    @Test
    void a_removed_entry_is_missed() {
        book.tamper("delete from consent_ledger" + where(chain, 6));

        assertThat(book.verify()).containsExactly(entry(6, chain) + " is missing");
    }

    @Test
    void removing_an_entry_and_numbering_the_others_anew_shows() {
        book.tamper(
                "delete from consent_ledger" + where(chain, 6),
                "update consent_ledger set entry = 6" + where(chain, 7));

        assertThat(book.verify()).containsExactly(entry(6, chain) + WRITTEN_WITHOUT_KEY);
    }

    @Test
    void two_entries_in_another_order_show() {
        book.tamper(
                "update consent_ledger set entry = 99" + where(chain, 3),
                "update consent_ledger set entry = 3" + where(chain, 2),
                "update consent_ledger set entry = 2" + where(chain, 99));

        assertThat(book.verify()).containsExactly(entry(2, chain) + WRITTEN_WITHOUT_KEY);
    }

    @Test
    void an_entry_of_another_chain_cannot_be_put_in() {
        book.tamper(
                "delete from consent_ledger" + where(chain, 5),
                "update consent_ledger set chain = decode('%s', 'hex')".formatted(chain)
                        + where(other, 5));

        assertThat(book.verify())
                .containsExactlyInAnyOrder(
                        entry(5, chain) + WRITTEN_WITHOUT_KEY, entry(5, other) + " is missing");
    }

    @Test
    void an_entry_cannot_be_forged() {
        book.tamper(
                """
                insert into consent_ledger
                select chain, 8, subject, new_value, not new_value, recorded_at, source, service, text_version,
                       address_mac, request_id, checkpoint, witness, seal, hash, sha256(hash)
                  from consent_ledger"""
                        + where(chain, 7),
                "update consent_head set entries = 8, standing = '10001'" + where(chain));

        assertThat(book.verify()).containsExactly(entry(8, chain) + WRITTEN_WITHOUT_KEY);
    }

    @Test
    void the_last_entries_cannot_be_cut_off() {
        book.tamper("delete from consent_ledger" + where(chain, 7));

        assertThat(book.verify()).containsExactly(entry(7, chain) + " is missing");
    }

    @Test
    void setting_the_head_back_too_leaves_the_flags_behind() {
        book.change(ayse, Map.of(Subject.SMS, false));
        cutOff(chain, 7);

        assertThat(book.verify())
                .containsExactly(
                        "customer %d has flags that differ from the ledger (customer %d, chain %s)"
                                .formatted(ayse, ayse, chain));
    }

    /// What no ledger in the same database can find: the last words, taken back everywhere before a
    /// checkpoint has seen them. See ADR 19.

    @Test
    void before_a_checkpoint_the_last_entries_can_be_taken_back_with_everything() {
        book.change(ayse, Map.of(Subject.SMS, false));
        cutOff(chain, 7);
        book.tamper("update customer set sms_allowed = true where id = " + ayse);

        assertThat(book.verify()).isEmpty();
    }

    @Test
    void after_a_checkpoint_they_cannot() {
        book.change(ayse, Map.of(Subject.SMS, false));
        book.ledger.checkpoints().take();
        cutOff(chain, 7);
        book.tamper("update customer set sms_allowed = true where id = " + ayse);

        assertThat(book.verify())
                .contains(entry(8, chain) + " is missing (checkpoint 1 has seen it)");
    }

    @Test
    void what_was_written_in_the_place_of_something_cut_off_shows() {
        book.change(ayse, Map.of(Subject.CALL, true));
        book.ledger.checkpoints().take();
        cutOff(chain, 7);
        book.tamper("update customer set call_allowed = false where id = " + ayse);
        book.change(ayse, Map.of(Subject.WHATSAPP, true));

        assertThat(book.verify())
                .contains(
                        entry(8, chain)
                                + " is another one than a checkpoint has seen (checkpoint 1 has"
                                + " seen it)");
    }

    @Test
    void a_whole_chain_cannot_go() {
        book.tamper(
                "delete from consent_ledger" + where(chain),
                "delete from consent_head" + where(chain));

        assertThat(book.verify())
                .containsExactly(
                        "customer %d has a key and no chain that it leads to (customer %d, chain %s)"
                                .formatted(ayse, ayse, chain));
    }

    @Test
    void a_whole_chain_cannot_go_with_its_customer_either() {
        book.ledger.checkpoints().take();
        book.tamper(
                "delete from consent_ledger" + where(chain),
                "delete from consent_head" + where(chain),
                "delete from consent_key where customer_id = " + ayse,
                "delete from customer where id = " + ayse);

        assertThat(book.verify())
                .containsExactly(entry(1, chain) + " is missing (checkpoint 1 has seen it)");
    }

    @Test
    void an_emptied_ledger_is_told_chain_by_chain() {
        book.tamper("truncate consent_ledger");

        assertThat(book.verify())
                .containsExactlyInAnyOrder(
                        entry(1, chain) + " is missing", entry(1, other) + " is missing");
    }

    private void cutOff(String of, int keep) {
        var at = "decode('" + of + "', 'hex')";
        book.tamper(
                "delete from consent_ledger where chain = %s and entry > %d".formatted(at, keep),
                """
                update consent_head h
                   set entries = l.entry, last_hash = l.hash, standing = '11001', covered = least(covered, l.entry)
                  from consent_ledger l
                 where l.chain = h.chain and l.entry = %d and h.chain = %s
                """
                        .formatted(keep, at));
    }
}
