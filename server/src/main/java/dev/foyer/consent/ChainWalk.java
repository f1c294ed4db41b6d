package dev.foyer.consent;

import dev.foyer.consent.Finding.Problem;

import org.jdbi.v3.core.Handle;

import java.util.Arrays;
import java.util.Optional;

/// Walks along chains entry by entry and tells the first flaw of each. Belongs to one thread.
final class ChainWalk {
    private final LedgerKeys keys;
    private Cursor here;

    ChainWalk(LedgerKeys keys, Cursor start) {
        this.keys = keys;
        this.here = start;
    }

    /// What the walk meets: an entry, the head of its chain, and the hash of the checkpoint that it
    /// names, where these are there.
    record Step(Entry entry, Optional<Head> head, Optional<String> checkpointHash) {}

    Cursor here() {
        return here;
    }

    /// Whether a flaw of the chain has been told already.
    boolean isSpoiled() {
        return here.spoiled();
    }

    /// Goes on by one entry.
    Optional<Finding> go(Handle handle, Step step) {
        var entry = step.entry();
        if (!entry.chain().equals(here.chain())) {
            here = Cursor.after(Cursor.Stage.ENTRIES, entry.chain());
        }
        if (here.spoiled()) {
            move(entry, here.standing(), here.closed(), true);
            return Optional.empty();
        }
        if (entry.number() != here.number() + 1) {
            var missing = Finding.entry(Problem.MISSING, entry.chain(), here.number() + 1);
            move(entry, here.standing(), here.closed(), true);
            return Optional.of(missing);
        }
        var problem = problem(handle, step);
        var subject = subject(entry);
        move(
                entry,
                subject.map(said -> here.standing().with(said, entry.after()))
                        .orElse(here.standing()),
                entry.subject().equals(Entry.ERASED),
                problem.isPresent());
        return problem.map(found -> Finding.entry(found, entry.chain(), entry.number()));
    }

    /// The chain has no more entries: that must be where its head says.
    Optional<Finding> end(Optional<Head> head) {
        if (here.spoiled()) {
            return Optional.empty();
        }
        if (head.isEmpty()) {
            return Optional.of(Finding.chain(Problem.NO_HEAD, here.chain()));
        }
        var told = head.get();
        if (told.entries() > here.number()) {
            return Optional.of(Finding.entry(Problem.MISSING, here.chain(), here.number() + 1));
        }
        boolean same =
                told.entries() == here.number()
                        && told.lastHash().equals(here.hash())
                        && told.standing().equals(here.standing())
                        && told.closed() == here.closed();
        return same
                ? Optional.empty()
                : Optional.of(Finding.entry(Problem.HEAD_DIFFERS, here.chain(), here.number()));
    }

    private Optional<Problem> problem(Handle handle, Step step) {
        var entry = step.entry();
        var key = keys.find(handle, entry.seal());
        if (key.isEmpty()) {
            return Optional.of(Problem.UNKNOWN_KEY);
        }
        if (!key.get().signed(entry)) {
            return Optional.of(Problem.ALTERED);
        }
        if (!entry.previous().equals(here.hash())) {
            return Optional.of(Problem.UNLINKED);
        }
        if (here.closed()) {
            return Optional.of(Problem.AFTER_THE_END);
        }
        if (!entry.before().equals(subject(entry).flatMap(here.standing()::of))) {
            return Optional.of(Problem.CONTRADICTS);
        }
        var witnessed =
                entry.checkpoint() == 0 ? Optional.of(Entry.NOTHING) : step.checkpointHash();
        return witnessed.filter(hash -> hash.startsWith(entry.witness())).isPresent()
                ? Optional.empty()
                : Optional.of(Problem.WITNESS);
    }

    private void move(Entry to, Standing standing, boolean closed, boolean spoiled) {
        here =
                new Cursor(
                        Cursor.Stage.ENTRIES,
                        to.chain(),
                        to.number(),
                        to.hash(),
                        standing,
                        closed,
                        spoiled);
    }

    private static Optional<Subject> subject(Entry entry) {
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.field().equals(entry.subject()))
                .findFirst();
    }
}
