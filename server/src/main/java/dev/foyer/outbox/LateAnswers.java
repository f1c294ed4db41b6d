package dev.foyer.outbox;

import dev.foyer.db.Database;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Answers requests that were taken down before anybody knew whether they concern a customer, on a
/// [Beat]. Any number of nodes may do so at once. Safe for use by many threads.
///
/// @param <R> a request, whose text may stand in a log
public final class LateAnswers<R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);

    /// After a failure, such as a broken template of the shop, a request is tried again.
    private static final Duration LEASE = Duration.ofMinutes(1);

    /// A request that cannot be answered within a day is forgotten: whoever made it has asked
    /// again.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final int SWEPT_AT_ONCE = 1000;

    private final Requests<R> requests;
    private final Database database;
    private final InstantSource clock;
    private final Beat beat;

    /// @param name of the thread, for the log
    /// @param chance that outsiders cannot foresee
    public LateAnswers(
            String name,
            Requests<R> requests,
            Database database,
            InstantSource clock,
            RandomGenerator chance) {
        this.requests = requests;
        this.database = database;
        this.clock = clock;
        this.beat = new Beat(name, chance, this::answerOne);
    }

    /// The requests of one kind, and how they are answered.
    public interface Requests<R> {
        /// Takes one due request until then; whoever fails on it leaves it to a later try.
        Optional<R> claim(Handle tx, Instant now, Instant until);

        /// Answers a request and removes it, unless somebody else has done so.
        void answer(Handle tx, R request);

        /// Removes a bounded number of requests that nobody could answer, and tells how many.
        int removeOld(Handle tx, Instant before, int most);
    }

    /// Begins to answer.
    public LateAnswers<R> start() {
        beat.start();
        return this;
    }

    /// Removes a bounded number of requests that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var before = clock.instant().minus(PATIENCE);
        return database.write(tx -> requests.removeOld(tx, before, SWEPT_AT_ONCE)) == SWEPT_AT_ONCE;
    }

    /// Stops after the request under way.
    @Override
    public void close() {
        beat.close();
    }

    private boolean answerOne() {
        var now = clock.instant();
        var taken = database.write(tx -> requests.claim(tx, now, now.plus(LEASE)));
        taken.ifPresent(this::answer);
        return taken.isPresent();
    }

    private void answer(R request) {
        try {
            database.change(tx -> requests.answer(tx, request));
        } catch (RuntimeException e) {
            LOG.warn("{} is put off: {}", request, e.getMessage());
        }
    }
}
