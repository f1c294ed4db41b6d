package dev.foyer.emails;

import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.db.Database;
import dev.foyer.outbox.Beat;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;

/// Answers the requests for another confirmation mail, on a [Beat]. Any number of nodes may do so
/// at once.
public final class ResendLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResendLetters.class);

    /// After a failure a request is tried again.
    private static final Duration LEASE = Duration.ofMinutes(1);

    /// A request that cannot be answered within a day is forgotten: whoever made it has asked
    /// again.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final int SWEPT_AT_ONCE = 1000;

    private final Database database;
    private final ConfirmationMail mail;
    private final Languages languages;
    private final InstantSource clock;
    private final Beat beat = new Beat("resend-letters", this::answerOne);

    public ResendLetters(
            Database database, ConfirmationMail mail, Languages languages, InstantSource clock) {
        this.database = database;
        this.mail = mail;
        this.languages = languages;
        this.clock = clock;
    }

    /// Begins to answer.
    public ResendLetters start() {
        beat.start();
        return this;
    }

    /// Removes a bounded number of requests that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var before = clock.instant().minus(PATIENCE);
        return database.write(tx -> ResendStore.removeOld(tx, before, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    /// Stops after the request under way.
    @Override
    public void close() {
        beat.close();
    }

    private boolean answerOne() {
        var now = clock.instant();
        var taken = database.write(tx -> ResendStore.claim(tx, now, now.plus(LEASE)));
        taken.ifPresent(this::answer);
        return taken.isPresent();
    }

    private void answer(ResendStore.Row request) {
        try {
            database.change(tx -> answer(tx, request));
        } catch (RuntimeException e) {
            LOG.warn("{} is put off: {}", request, e.getMessage());
        }
    }

    /// The mail goes to a customer whose primary address this is and still has to be proved.
    private void answer(Handle tx, ResendStore.Row request) {
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
}
