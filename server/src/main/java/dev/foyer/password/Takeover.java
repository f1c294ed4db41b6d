package dev.foyer.password;

import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.Origin;
import dev.foyer.consent.Subject;
import dev.foyer.credential.PasswordHistory;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The true owner of an address takes over the account that somebody made on it (contract 0.2.8):
/// nothing that the claimant attached stays, so that neither sees anything of the other's, and no
/// way back is left to the claimant. Safe for use by many threads.
public final class Takeover {
    private static final Map<Subject, Boolean> NONE =
            Map.of(
                    Subject.EMAIL, false,
                    Subject.SMS, false,
                    Subject.CALL, false,
                    Subject.WHATSAPP, false);

    private final ConsentLedger ledger;
    private final List<Attachment> attachments;

    /// @param attachments what other rooms keep for a customer and drop here
    public Takeover(ConsentLedger ledger, List<Attachment> attachments) {
        this.ledger = ledger;
        this.attachments = List.copyOf(attachments);
    }

    /// Something that is kept for a customer.
    @FunctionalInterface
    public interface Attachment {
        /// Removes all of it.
        void drop(Handle tx, long customerId);
    }

    /// Drops whatever hangs on an account: names, phone and its proof, birthday, gender, picture,
    /// attributes, user name, every other address, old passwords, consents.
    void cleanse(Handle tx, long customerId, Request request) {
        EmailAddresses.removeFurther(tx, customerId);
        PasswordHistory.forget(tx, customerId);
        attachments.forEach(attachment -> attachment.drop(tx, customerId));
        var origin = Origin.of(Origin.Source.PROFILE, request, Optional.empty());
        var _ = ledger.change(tx, customerId, NONE, origin);
        Customers.strip(tx, customerId, request.language().locale());
    }
}
