package dev.foyer.consent;

import dev.foyer.db.Database;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Holds all chains fast together: each checkpoint signs the ends of the chains that have grown
/// since the one before, and that one's hash. What a checkpoint has seen cannot be cut off any
/// more. Safe for use by many threads and nodes.
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /// Chains in one checkpoint: their ends stay locked while it is written, some 50 ms.
    static final int MOST_CHAINS = 2000;

    private final Database database;
    private final LedgerKeys keys;
    private final InstantSource clock;
    private final AtomicReference<Mark> known = new AtomicReference<>(Mark.NONE);

    Checkpoints(Database database, LedgerKeys keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        var _ = last();
    }

    /// Takes a checkpoint, if a chain has grown and no other node is about it.
    ///
    /// @return whether there may be more to cover
    public boolean take() {
        int covered = database.write(this::take);
        var _ = last();
        return covered == MOST_CHAINS;
    }

    /// The last one taken.
    public Optional<Checkpoint> last() {
        var last = database.read(CheckpointStore::last);
        notice(last.map(checkpoint -> new Mark(checkpoint.number(), checkpoint.hash())));
        return last;
    }

    /// One by number.
    public Optional<Checkpoint> find(long number) {
        return database.read(handle -> CheckpointStore.find(handle, number));
    }

    /// The last one that this node has heard of; entries name it, so that it cannot be removed and
    /// made anew.
    Mark known() {
        return known.get();
    }

    private int take(Handle tx) {
        if (!CheckpointStore.isMyTurn(tx)) {
            return 0;
        }
        var ends = CheckpointStore.grown(tx, MOST_CHAINS);
        if (ends.isEmpty()) {
            return 0;
        }
        var last = CheckpointStore.last(tx);
        var key = keys.current();
        var unsigned =
                new Checkpoint(
                        last.map(Checkpoint::number).orElse(0) + 1,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        last.map(Checkpoint::chains).orElse(0L)
                                + ends.stream().filter(end -> end.since() == 0).count(),
                        last.map(Checkpoint::entries).orElse(0L)
                                + ends.stream().mapToLong(end -> end.entry() - end.since()).sum(),
                        HexFormat.of().formatHex(key.checkpoints().sign(Covered.parts(ends))),
                        key.id(),
                        last.map(Checkpoint::hash).orElse(Entry.NOTHING),
                        "");
        var signature = key.checkpoints().sign(unsigned.parts());
        CheckpointStore.add(tx, unsigned.signed(HexFormat.of().formatHex(signature)), ends);
        return ends.size();
    }

    /// Numbers only rise: where one that was known is gone, the entries to come bear witness.
    private void notice(Optional<Mark> found) {
        var mark = found.orElse(Mark.NONE);
        var before = known.getAndUpdate(mine -> mark.number() >= mine.number() ? mark : mine);
        if (mark.number() < before.number()) {
            LOG.error("checkpoint {} of the consent ledger has been removed", before.number());
        }
    }
}
