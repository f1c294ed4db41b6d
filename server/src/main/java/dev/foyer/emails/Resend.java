package dev.foyer.emails;

import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.confirmation.MailBudget;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.db.Database;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/// Sends the mail of a registration once more, and tells nobody whether it did. Safe for use by
/// many threads.
public final class Resend {
    private static final String BEFORE = "before_the_mail";
    private static final long NOBODY = 0;

    private final Database database;
    private final MailBudget budget;
    private final ConfirmationMail mail;

    public Resend(Database database, MailBudget budget, ConfirmationMail mail) {
        this.database = database;
        this.budget = budget;
        this.mail = mail;
    }

    /// The same work for every address, known or not, proved or not: what must not be sent is
    /// written all the same, and taken back before the commit.
    void decide(Email email, Language language) {
        database.change(
                tx -> {
                    boolean inTime = budget.spendResend(tx, email);
                    var customer = waiting(tx, email);
                    tx.savepoint(BEFORE);
                    mail.leave(tx, email, customer.orElse(null), language);
                    if (!inTime || customer.isEmpty()) {
                        tx.rollbackToSavepoint(BEFORE);
                    }
                });
    }

    /// The customer whose primary address this is and still has to be proved: two questions,
    /// whatever the first one brings.
    private static Optional<Customer> waiting(Handle tx, Email email) {
        long owner =
                EmailAddresses.owning(tx, email.identity())
                        .filter(entry -> entry.primary() && !entry.verified())
                        .map(Entry::customerId)
                        .orElse(NOBODY);
        return Customers.find(tx, owner).filter(Customer::active);
    }
}
