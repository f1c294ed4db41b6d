package dev.foyer.emails;

import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.outbox.LateAnswers;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Optional;

/// Answers the requests for another confirmation mail. Safe for use by many threads.
public final class ResendLetters implements LateAnswers.Requests<ResendStore.Row> {
    private final ConfirmationMail mail;
    private final Languages languages;

    public ResendLetters(ConfirmationMail mail, Languages languages) {
        this.mail = mail;
        this.languages = languages;
    }

    @Override
    public Optional<ResendStore.Row> claim(Handle tx, Instant now, Instant until) {
        return ResendStore.claim(tx, now, until);
    }

    /// The mail goes to a customer whose primary address this is and still has to be proved.
    @Override
    public void answer(Handle tx, ResendStore.Row request) {
        if (ResendStore.remove(tx, request.id())) {
            EmailAddresses.owning(tx, request.identity())
                    .filter(entry -> entry.primary() && !entry.verified())
                    .map(Entry::customerId)
                    .flatMap(id -> Customers.find(tx, id))
                    .filter(Customer::active)
                    .ifPresent(
                            customer -> mail.leave(tx, customer, languages.of(request.language())));
        }
    }

    @Override
    public int removeOld(Handle tx, Instant before, int most) {
        return ResendStore.removeOld(tx, before, most);
    }
}
