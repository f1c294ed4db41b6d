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
    private final Map<K, Item<V>> items = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private Iterator<Map.Entry<K, Item<V>>> hand;

    /// @param most that all items together may weigh
    SecondChance(long most) {
        this.most = most;
        this.hand = items.entrySet().iterator();
    }

    private static final class Item<V> {
        final V thing;
        final int weight;

        /// Written without any order: a flag that is lost costs a chance, and nothing else.
        boolean wasRead;

        Item(V thing, int weight) {
            this.thing = thing;
            this.weight = weight;
        }
    }

    @Nullable V get(K key) {
        var item = items.get(key);
        if (item == null) {
            return null;
        }
        if (!item.wasRead) {
            item.wasRead = true;
        }
        return item.thing;
    }

    /// Keeps this one, in place of one before it, and forgets others until there is room.
    ///
    /// @param itsWeight in the unit of the bound
    void put(K key, V thing, int itsWeight) {
        var before = items.put(key, new Item<>(thing, itsWeight));
        long more = (long) itsWeight - (before == null ? 0 : before.weight);
        if (weight.addAndGet(more) > most) {
            makeRoom();
        }
    }

    void remove(K key) {
        forget(items.remove(key));
    }

    /// Everybody gets one more chance, and then nobody; so it ends after two rounds at the latest.
    private synchronized void makeRoom() {
        long steps = 2L * items.size();
        while (weight.get() > most && steps > 0) {
            if (!hand.hasNext()) {
                hand = items.entrySet().iterator();
            }
            if (!hand.hasNext()) {
                return;
            }
            var next = hand.next();
            var item = next.getValue();
            if (item.wasRead) {
                item.wasRead = false;
            } else if (items.remove(next.getKey(), item)) {
                forget(item);
            }
            steps--;
        }
    }

    private void forget(@Nullable Item<V> gone) {
        if (gone != null) {
            weight.addAndGet(-gone.weight);
        }
    }
}
