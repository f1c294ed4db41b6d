package dev.foyer.consent;

import static dev.foyer.consent.Book.entry;
import static dev.foyer.consent.Book.where;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

/// Somebody with all of SQL leaves the entries alone and changes what stands around them: heads,
/// keys, flags, addresses.
class SurroundingsTamperingTest {
    @RegisterExtension final Book book = new Book();

    private final long ayse = book.customer();
    private final long zeynep = book.customer();
    private final String chain = book.chain(ayse);
    private final String other = book.chain(zeynep);

    @BeforeEach
    void nothing_is_wrong_yet() {
        assertThat(book.verify()).isEmpty();
    }

    @Test
    void a_head_that_lies_or_is_gone_shows() {
        book.tamper(
                "update consent_head set standing = '00001'" + where(chain),
                "delete from consent_head" + where(other));

        assertThat(book.verify())
                .contains(
                        entry(7, chain)
                                + " is not where the head says that the chain ends, or not what it"
                                + " says",
                        "chain " + other + " has no head that tells where the chain ends");
    }

    @Test
    void a_customer_whose_chain_was_broken_can_still_withdraw() {
        book.tamper("delete from consent_head" + where(chain));

        assertThat(book.change(ayse, Map.of(Subject.EMAIL, false))).isEqualTo(1);
        assertThat(book.count("select count(*) from customer where email_allowed")).isEqualTo(1);
        assertThat(book.verify()).isNotEmpty();
    }

    @Test
    void flags_changed_behind_the_ledgers_back_show() {
        book.tamper("update customer set whatsapp_allowed = true where id = " + zeynep);

        assertThat(book.verify())
                .containsExactly(
                        "customer %d has flags that differ from the ledger (customer %d, chain %s)"
                                .formatted(zeynep, zeynep, other));
    }

    @Test
    void the_way_from_a_customer_to_her_chain_cannot_be_cut_or_turned() {
        book.tamper("delete from consent_key where customer_id = " + ayse);
        assertThat(book.verify()).containsExactly(astray(chain, ayse));

        book.tamper("update consent_key set customer_id = " + ayse);
        assertThat(book.verify())
                .containsExactlyInAnyOrder(astray(chain, ayse), astray(other, zeynep));
    }

    @Test
    void a_chain_cannot_be_made_to_look_like_that_of_an_erased_customer() {
        book.tamper(
                "update consent_head set owner = null" + where(chain),
                "delete from consent_key where customer_id = " + ayse,
                "update consent_head set closed = true, owner = null" + where(other),
                "delete from consent_key where customer_id = " + zeynep);

        assertThat(book.verify())
                .containsExactlyInAnyOrder(
                        "chain "
                                + chain
                                + " leads to no customer any more, and has no last entry that says"
                                + " why",
                        entry(7, other)
                                + " is not where the head says that the chain ends, or not what it"
                                + " says");
    }

    @Test
    void a_sealed_text_of_another_kind_is_no_owner() {
        book.tamper("update consent_head set owner = (select max(pepper) from consent_key)");

        assertThat(book.verify())
                .hasSize(2)
                .allMatch(
                        told -> told.endsWith(" does not lead to a customer whose key leads back"));
    }

    @Test
    void an_address_in_clear_that_was_changed_shows() {
        book.tamper("update consent_address set address = '198.51.100.1'" + where(chain));

        assertThat(book.verify())
                .containsExactly(
                        "chain " + chain + " has a network address in clear that was altered");
        assertThat(book.history(ayse).items()).allMatch(item -> item.address().isEmpty());
    }

    @Test
    void a_lost_key_is_told_of_every_chain() {
        book.tamper("update consent_seal set sealed = 'sealed:AAAA'");
        book.ledger = book.ledger(Shop.SECRET_KEY);

        assertThat(book.verify())
                .contains(
                        entry(1, chain) + " is signed with a key that is gone or cannot be opened",
                        entry(1, other) + " is signed with a key that is gone or cannot be opened");
    }

    private static String astray(String chain, long customer) {
        return "chain %s does not lead to a customer whose key leads back (customer %d, chain %s)"
                .formatted(chain, customer, chain);
    }
}
