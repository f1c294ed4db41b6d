package dev.foyer.password;

import dev.foyer.customer.EmailAddresses;
import dev.foyer.db.Database;
import dev.foyer.outbox.Beat;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Answers the requests to reset a password, on a [Beat]. Any number of nodes may do so at once.
public final class ResetLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResetLetters.class);

    /// After a failure, such as a broken template of the shop, a request is tried again.
    private static final Duration LEASE = Duration.ofMinutes(1);

    /// A request that cannot be answered within a day is forgotten: whoever made it has asked
    /// again.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final int SWEPT_AT_ONCE = 1000;

    private final Database database;
    private final PasswordMail mail;
    private final Languages languages;
    private final InstantSource clock;
    private final Beat beat = new Beat("reset-letters", this::answerOne);

    public ResetLetters(
            Database database, PasswordMail mail, Languages languages, InstantSource clock) {
        this.database = database;
        this.mail = mail;
        this.languages = languages;
        this.clock = clock;
    }

    /// Begins to answer.
    public ResetLetters start() {
        beat.start();
        return this;
    }

    /// Removes what is over; to be called now and then.
    ///
    /// @return whether there may be more of it
    public boolean sweep() {
        var now = clock.instant();
        return database.write(
                        tx -> ResetRequestStore.removeOld(tx, now.minus(PATIENCE), SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    /// Stops after the request under way.
    @Override
    public void close() {
        beat.close();
    }

    private boolean answerOne() {
        var now = clock.instant();
        var taken = database.write(tx -> ResetRequestStore.claim(tx, now, now.plus(LEASE)));
        taken.ifPresent(this::answer);
        return taken.isPresent();
    }

    private void answer(ResetRequestStore.Row request) {
        try {
            database.change(tx -> answer(tx, request));
        } catch (RuntimeException e) {
            LOG.warn("{} is put off: {}", request, e.getMessage());
        }
    }

    private void answer(Handle tx, ResetRequestStore.Row request) {
        if (ResetRequestStore.remove(tx, request.id())) {
            recipient(tx, request.identity())
                    .ifPresent(
                            holder ->
                                    mail.offer(
                                            tx,
                                            holder,
                                            languages.of(request.language()),
                                            request.frontendId(),
                                            clock.instant()));
        }
    }

    /// Who gets the letter, always at her primary address: whoever has this one as the primary, or
    /// as a proved further one where the primary is proved too. A further one that has been proved
    /// once may be in other hands by now, and an unproved primary one may be a stranger's.
    private static Optional<Holder> recipient(Handle tx, String identity) {
        return EmailAddresses.owning(tx, identity)
                .flatMap(
                        entry ->
                                Holder.find(tx, entry.customerId())
                                        .filter(holder -> holder.customer().active())
                                        .filter(
                                                holder ->
                                                        entry.primary()
                                                                || holder.customer()
                                                                        .email()
                                                                        .verified()));
    }
}
