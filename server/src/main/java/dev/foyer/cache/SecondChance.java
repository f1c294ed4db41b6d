package dev.foyer.cache;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/// A map with a bound. Where it is full, those that were not read since the hand last came by are
/// forgotten first (the CLOCK algorithm, also called second chance).
///
/// A policy that knows the order of reads has to write with every read; here a read takes no lock
/// and writes nothing but, once in a round of the hand, a flag: no pointer, which would make the
/// garbage collector look at a whole old generation again and again. Safe for use by many threads.
final class SecondChance<K, V> {
    /// A millisecond, about.
    private static final int MOST_STEPS = 10_000;

    private final long most;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private Iterator<Map.Entry<K, Entry<V>>> hand;

    /// Steps of the hand since there was room.
    private long walked;

    /// @param most that all together may weigh
    SecondChance(long most) {
        this.most = most;
        this.hand = entries.entrySet().iterator();
    }

    @Nullable Entry<V> get(K key) {
        var entry = entries.get(key);
        if (entry != null) {
            entry.read();
        }
        return entry;
    }

    /// Keeps this one, in place of one before it, and forgets others until there is room. Its key
    /// is kept with it: the map alone would go on with an older, equal one.
    void put(K key, Entry<V> entry) {
        remove(key);
        forget(entries.put(key, entry));
        if (weight.addAndGet(entry.weight()) > most) {
            makeRoom();
        }
    }

    /// This one may weigh more by now, or less; nothing happens where it is not kept any more.
    void weigh(K key, V thing, ToIntFunction<V> scales) {
        var _ =
                entries.computeIfPresent(
                        key,
                        (_, entry) -> {
                            if (!entry.thing().equals(thing)) {
                                return entry;
                            }
                            int now = scales.applyAsInt(thing);
                            var _ = weight.addAndGet((long) now - entry.weight());
                            return entry.weighing(now);
                        });
        if (weight.get() > most) {
            makeRoom();
        }
    }

    void remove(K key) {
        forget(entries.remove(key));
    }

    /// Everybody gets one more chance. Nobody walks for long: the next one goes on; and where two
    /// rounds found no room, since all are read again and again, there are no chances any more.
    private synchronized void makeRoom() {
        long rest = walked + MOST_STEPS;
        while (weight.get() > most && walked < rest) {
            if (!hand.hasNext()) {
                hand = entries.entrySet().iterator();
            }
            if (!hand.hasNext()) {
                return;
            }
            var next = hand.next();
            var entry = next.getValue();
            boolean isSpared = entry.spendsChance() && walked < 2L * entries.size();
            if (!isSpared && entries.remove(next.getKey(), entry)) {
                forget(entry);
            }
            walked++;
        }
        if (weight.get() <= most) {
            walked = 0;
        }
    }

    private void forget(@Nullable Entry<V> gone) {
        if (gone != null) {
            weight.addAndGet(-gone.weight());
        }
    }
}
