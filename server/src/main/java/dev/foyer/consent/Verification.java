package dev.foyer.consent;

import dev.foyer.consent.Cursor.Stage;
import dev.foyer.consent.Finding.Problem;
import dev.foyer.db.Database;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what was altered: every entry, every head, every checkpoint, every customer's flags. It
/// goes in slices, each one short transaction that sees one moment; between them it remembers a
/// cursor alone, so that neither memory nor transactions grow with the ledger. Safe for use by many
/// threads.
public final class Verification {
    /// Rows that one slice may look at.
    public static final int MOST = 5000;

    private final Database database;
    private final LedgerKeys keys;
    private final Scribe scribe;

    Verification(Database database, LedgerKeys keys, Scribe scribe) {
        this.database = database;
        this.keys = keys;
        this.scribe = scribe;
    }

    /// What a slice has found out.
    ///
    /// @param stage what was looked at: `entries`, `heads`, `checkpoints`, `customers`
    /// @param checked how many of these
    /// @param unopened customers from before the ledger whose chain is still to be opened
    /// @param next where to go on; empty at the end
    public record Slice(
            String stage,
            long checked,
            List<Finding> findings,
            long unopened,
            Optional<String> next) {}

    /// Looks at the next rows, at most so many.
    ///
    /// @param cursor what the slice before gave as `next`; empty to begin
    /// @return nothing where the cursor is none of ours
    public Optional<Slice> slice(Optional<String> cursor, int most) {
        return cursor.map(Cursor::parse)
                .orElseGet(() -> Optional.of(Cursor.at(Stage.ENTRIES)))
                .map(from -> database.write(tx -> slice(tx, from, Math.clamp(most, 1, MOST))));
    }

    private Slice slice(Handle tx, Cursor from, int most) {
        tx.execute("set transaction isolation level repeatable read, read only");
        return switch (from.stage()) {
            case ENTRIES -> entries(tx, from, most);
            case HEADS -> heads(tx, from, most);
            case CHECKPOINTS -> new CheckpointWalk(keys).slice(tx, from, most);
            case CUSTOMERS -> customers(tx, from, most);
        };
    }

    /// One entry more than wanted is read, to see whether the last chain goes on.
    private Slice entries(Handle tx, Cursor from, int most) {
        var steps = WalkStore.steps(tx, from.chain(), from.number(), most + 1);
        int looked = Math.min(steps.size(), most);
        var walk = new ChainWalk(keys, from);
        var findings = new ArrayList<Finding>();
        var ended = new ArrayList<Head>();
        for (int i = 0; i < looked; i++) {
            var step = steps.get(i);
            walk.go(tx, step).ifPresent(findings::add);
            boolean goesOn =
                    i + 1 < steps.size()
                            && steps.get(i + 1).entry().chain().equals(step.entry().chain());
            if (!goesOn) {
                var flaw = walk.end(step.head());
                flaw.ifPresent(findings::add);
                if (flaw.isEmpty() && !walk.isSpoiled()) {
                    step.head().ifPresent(ended::add);
                }
            }
        }
        findings.addAll(new Owners(scribe, keys).check(tx, ended));
        var next = steps.size() > most ? walk.here() : Cursor.at(Stage.HEADS);
        return slice(from, looked, findings, next);
    }

    private static Slice heads(Handle tx, Cursor from, int most) {
        var heads = WalkStore.heads(tx, from.chain(), most);
        var findings =
                heads.stream()
                        .filter(head -> !head.hasEntries())
                        .map(head -> Finding.entry(Problem.MISSING, head.chain(), 1))
                        .toList();
        var next =
                heads.size() == most
                        ? Cursor.after(Stage.HEADS, heads.getLast().chain())
                        : Cursor.at(Stage.CHECKPOINTS);
        return slice(from, heads.size(), findings, next);
    }

    private Slice customers(Handle tx, Cursor from, int most) {
        var customers = HolderStore.after(tx, from.number(), most);
        var findings = new Owners(scribe, keys).withoutChain(tx, customers);
        long unopened =
                customers.stream()
                        .filter(customer -> !customer.erased() && customer.pepper().isEmpty())
                        .count();
        var next =
                customers.size() == most
                        ? Optional.of(
                                Cursor.after(
                                        Stage.CUSTOMERS, customers.getLast().id(), Entry.NOTHING))
                        : Optional.<Cursor>empty();
        return new Slice(
                from.stage().label(), customers.size(), findings, unopened, next.map(Cursor::text));
    }

    static Slice slice(Cursor from, long checked, List<Finding> findings, Cursor next) {
        return new Slice(from.stage().label(), checked, findings, 0, Optional.of(next.text()));
    }
}
