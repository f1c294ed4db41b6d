package dev.foyer.cache;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A map with a bound. Where it is full, those that were not read since the hand last came by are
/// forgotten first (the CLOCK algorithm, also called second chance).
///
/// A policy that knows the order of reads has to write with every read; here a read takes no lock
/// and writes nothing but, once in a round of the hand, a flag: no pointer, which would make the
/// garbage collector look at a whole old generation again and again. Safe for use by many threads.
final class SecondChance<K, V> {
    private final long most;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private Iterator<Map.Entry<K, Entry<V>>> hand;

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

    /// Keeps this one, in place of one before it, and forgets others until there is room.
    void put(K key, Entry<V> entry) {
        var before = entries.put(key, entry);
        long more = (long) entry.weight() - (before == null ? 0 : before.weight());
        if (weight.addAndGet(more) > most) {
            makeRoom();
        }
    }

    /// This one weighs more by now, where it is still kept.
    void grow(K key, V thing, int more) {
        var _ =
                entries.computeIfPresent(
                        key,
                        (_, entry) -> {
                            if (!entry.thing().equals(thing)) {
                                return entry;
                            }
                            var _ = weight.addAndGet(more);
                            return entry.heavier(more);
                        });
        if (weight.get() > most) {
            makeRoom();
        }
    }

    void remove(K key) {
        forget(entries.remove(key));
    }

    /// Everybody gets one more chance, and then nobody; so it ends after two rounds at the latest.
    private synchronized void makeRoom() {
        long steps = 2L * entries.size();
        while (weight.get() > most && steps > 0) {
            if (!hand.hasNext()) {
                hand = entries.entrySet().iterator();
            }
            if (!hand.hasNext()) {
                return;
            }
            var next = hand.next();
            var entry = next.getValue();
            if (!entry.spendsChance() && entries.remove(next.getKey(), entry)) {
                forget(entry);
            }
            steps--;
        }
    }

    private void forget(@Nullable Entry<V> gone) {
        if (gone != null) {
            weight.addAndGet(-gone.weight());
        }
    }
}
