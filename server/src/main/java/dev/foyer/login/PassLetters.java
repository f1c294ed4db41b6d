package dev.foyer.login;

import dev.foyer.credential.Credentials;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Email;
import dev.foyer.db.Database;
import dev.foyer.outbox.Beat;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Rate;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Verdict;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Writes to the owner of an account that refuses strangers for a while: a link that lets her
/// browser pass, once a day at most. On a [Beat]. What waits is kept in memory, and within bounds:
/// whoever is forgotten is refused again, and remembered then. Any number of nodes may do so at
/// once.
public final class PassLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PassLetters.class);
    private static final Rate ONCE_A_DAY = new Rate(1, Duration.ofDays(1));

    /// A flood at more accounts than this within a beat has more to fear than late letters.
    private static final int MOST_WAITING = 1_000;

    private final Database database;
    private final Throttle throttle;
    private final PassMail mail;
    private final InstantSource clock;
    private final Set<Email> waiting = ConcurrentHashMap.newKeySet();
    private final Beat beat;

    /// @param chance that outsiders cannot foresee
    public PassLetters(
            Database database,
            Throttle throttle,
            PassMail mail,
            InstantSource clock,
            RandomGenerator chance) {
        this.database = database;
        this.throttle = throttle;
        this.mail = mail;
        this.clock = clock;
        this.beat = new Beat("pass-letters", chance, this::writeOne);
    }

    /// Begins to write.
    public PassLetters start() {
        beat.start();
        return this;
    }

    /// Notes that an address was refused; whether anybody has it is found out later.
    void offer(Email email) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(email);
        }
    }

    /// Stops after the letter under way.
    @Override
    public void close() {
        beat.close();
    }

    private boolean writeOne() {
        var next = waiting.stream().findFirst();
        next.ifPresent(
                email -> {
                    waiting.remove(email);
                    write(email);
                });
        return next.isPresent();
    }

    private void write(Email email) {
        try {
            var found = database.read(handle -> Credentials.find(handle, email).hers());
            var able =
                    found.filter(Credentials.Found::active)
                            .filter(customer -> customer.passwordHash().isPresent());
            if (able.isPresent() && mayWrite(email)) {
                long id = able.get().customerId();
                database.change(
                        tx ->
                                Customers.find(tx, id)
                                        .ifPresent(
                                                customer ->
                                                        mail.leave(tx, customer, clock.instant())));
            }
        } catch (RuntimeException e) {
            LOG.warn("a letter with a link to pass is not written: {}", e.getMessage());
        }
    }

    private boolean mayWrite(Email email) {
        var attempt =
                Attempt.on(Scope.LOGIN, "letter " + email.identity()).atMost("letter", ONCE_A_DAY);
        return throttle.take(attempt) instanceof Verdict.Admitted;
    }
}
