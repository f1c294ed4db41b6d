package dev.foyer.consent;

import dev.foyer.consent.Cursor.Stage;
import dev.foyer.consent.Finding.Problem;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Walks along the checkpoints, and holds what they have seen against what is there.
final class CheckpointWalk {
    /// Small checkpoints that one slice reads together.
    private static final int AT_ONCE = 100;

    private final LedgerKeys keys;

    CheckpointWalk(LedgerKeys keys) {
        this.keys = keys;
    }

    /// Whole checkpoints, until so many ends of chains have been looked at.
    Verification.Slice slice(Handle tx, Cursor from, int most) {
        var findings = new ArrayList<Finding>();
        var checkpoints = CheckpointStore.after(tx, from.number(), AT_ONCE);
        var here = from;
        int looked = 0;
        int ends = 0;
        for (var checkpoint : checkpoints) {
            if (ends >= most) {
                break;
            }
            ends += check(tx, here, checkpoint, findings);
            here = Cursor.after(Stage.CHECKPOINTS, checkpoint.number(), checkpoint.hash());
            looked++;
        }
        boolean over = looked == checkpoints.size() && looked < AT_ONCE;
        if (over && WalkStore.hasEndsAfter(tx, here.number())) {
            findings.add(
                    Finding.checkpoint(
                            Problem.CHECKPOINT_MISSING, Math.toIntExact(here.number() + 1)));
        }
        return Verification.slice(from, looked, findings, over ? Cursor.at(Stage.CUSTOMERS) : here);
    }

    /// @return how many ends of chains were looked at
    private int check(Handle tx, Cursor before, Checkpoint checkpoint, List<Finding> findings) {
        int number = checkpoint.number();
        var ends = WalkStore.ends(tx, number, Checkpoints.MOST_CHAINS + 1);
        problem(tx, before, checkpoint, ends)
                .ifPresent(
                        problem ->
                                findings.add(
                                        Finding.checkpoint(
                                                problem,
                                                problem == Problem.CHECKPOINT_MISSING
                                                        ? Math.toIntExact(before.number() + 1)
                                                        : number)));
        for (var end : ends) {
            var told = end.told();
            if (end.found().isEmpty()) {
                findings.add(
                        Finding.entry(Problem.MISSING, told.chain(), end.entries() + 1)
                                .by(Optional.of(number), Optional.empty()));
            } else if (!end.found().get().equals(told.hash())) {
                findings.add(
                        Finding.entry(Problem.REPLACED, told.chain(), told.entry())
                                .by(Optional.of(number), Optional.empty()));
            }
        }
        return ends.size();
    }

    private Optional<Problem> problem(
            Handle tx, Cursor before, Checkpoint checkpoint, List<WalkStore.End> ends) {
        if (checkpoint.number() != before.number() + 1) {
            return Optional.of(Problem.CHECKPOINT_MISSING);
        }
        var key = keys.find(tx, checkpoint.seal());
        var hex = HexFormat.of();
        if (key.isEmpty()
                || !key.get()
                        .checkpoints()
                        .verify(checkpoint.hash(), hex::formatHex, checkpoint.parts())) {
            return Optional.of(Problem.CHECKPOINT_ALTERED);
        }
        if (!checkpoint.previous().equals(before.hash())) {
            return Optional.of(Problem.CHECKPOINT_UNLINKED);
        }
        var told = Covered.parts(ends.stream().map(WalkStore.End::told).toList());
        return key.get().checkpoints().verify(checkpoint.covers(), hex::formatHex, told)
                ? Optional.empty()
                : Optional.of(Problem.CHECKPOINT_ENDS);
    }
}
