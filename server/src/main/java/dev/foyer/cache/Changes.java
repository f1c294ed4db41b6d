package dev.foyer.cache;

import dev.foyer.db.Database;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// What has changed in the database, as far as this node has heard: tells whether a thing that was
/// read then still holds now. Every change gets the next number; each slot holds the number of the
/// last change of a key that falls into it. Two keys in one slot make a node read a thing once more
/// than it had to, and never a stale one. Safe for use by many threads, without locks.
public final class Changes {
    /// 2 MiB: at a hundred changes a second a thing that is asked for every ten minutes still
    /// holds, in four cases of five.
    private static final int SLOT_BITS = 18;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLongArray slots = new AtomicLongArray(1 << SLOT_BITS);
    private volatile long everything;
    private volatile long believedUntil = System.nanoTime();

    /// Whether this node would know by now of everything that changed elsewhere up to a second ago.
    /// Where it would not, nothing that is kept may be used.
    public boolean areHeard() {
        return believedUntil - System.nanoTime() > 0;
    }

    /// The number of the last change; to be asked for before something is read.
    long last() {
        return last.get();
    }

    /// Whether a thing that was read after this change still holds.
    boolean none(long since, long key) {
        return everything <= since && slots.get(slot(key)) <= since;
    }

    /// Notes what a trigger told: keys with commas between them, or everything.
    ///
    /// @param told nothing is told by an empty text
    public void note(String told) {
        if (told.contains(Database.EVERYTHING)) {
            noteEverything();
        } else if (!told.isEmpty()) {
            for (var text : told.split(",", -1)) {
                long number = last.incrementAndGet();
                slots.accumulateAndGet(slot(Key.told(text)), number, Math::max);
            }
        }
    }

    /// From now on nothing holds that was read before.
    synchronized void noteEverything() {
        everything = last.incrementAndGet();
    }

    void believeUntil(long nanoTime) {
        believedUntil = nanoTime;
    }

    private static int slot(long key) {
        return (int) (key >>> (Long.SIZE - SLOT_BITS));
    }
}
