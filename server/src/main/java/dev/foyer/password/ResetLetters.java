package dev.foyer.password;

import dev.foyer.customer.EmailAddresses;
import dev.foyer.outbox.LateAnswers;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Answers the requests to reset a password. Safe for use by many threads.
public final class ResetLetters implements LateAnswers.Requests<ResetRequestStore.Row> {
    private final PasswordMail mail;
    private final Languages languages;
    private final InstantSource clock;

    public ResetLetters(PasswordMail mail, Languages languages, InstantSource clock) {
        this.mail = mail;
        this.languages = languages;
        this.clock = clock;
    }

    @Override
    public Optional<ResetRequestStore.Row> claim(Handle tx, Instant now, Instant until) {
        return ResetRequestStore.claim(tx, now, until);
    }

    @Override
    public void answer(Handle tx, ResetRequestStore.Row request) {
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

    @Override
    public int removeOld(Handle tx, Instant before, int most) {
        return ResetRequestStore.removeOld(tx, before, most);
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
