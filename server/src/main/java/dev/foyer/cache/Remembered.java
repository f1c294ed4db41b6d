package dev.foyer.cache;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// Things that were read from the database, kept for as long as they hold: a change made by this
/// node is seen by its next request, one made elsewhere within a second, and where changes cannot
/// be heard every request reads anew. What is not there is not remembered. Safe for use by many
/// threads; a hit takes no lock.
///
/// @param <K> with `equals` and `hashCode`
/// @param <V> in which nothing changes that was read from the database
public final class Remembered<K, V> {
    private final Changes changes;
    private final SecondChance<K, V> entries;
    private final ToIntFunction<V> weight;
    private final ToLongFunction<V> first;
    private final ToLongFunction<V> second;

    /// Of things that are made of two.
    ///
    /// @param bytes that all of them may have; those that nobody asks for are forgotten first
    /// @param weight of one, in bytes, with what surrounds it
    /// @param first by [Key], of one of the two that a thing was made of
    /// @param second of the other
    public Remembered(
            Changes changes,
            long bytes,
            ToIntFunction<V> weight,
            ToLongFunction<V> first,
            ToLongFunction<V> second) {
        this.changes = changes;
        this.entries = new SecondChance<>(bytes);
        this.weight = weight;
        this.first = first;
        this.second = second;
    }

    /// So much of the heap, in bytes. What is kept grows with the heap that an operator allows.
    public static long ofHeap(int percent) {
        return Runtime.getRuntime().maxMemory() / 100 * percent;
    }

    /// The thing as it is.
    ///
    /// @param read asks the database; called outside any transaction, where nothing is kept that
    ///   holds
    public Optional<V> find(K key, Function<K, Optional<V>> read) {
        if (!changes.areHeard()) {
            return read.apply(key);
        }
        var kept = entries.get(key);
        return kept != null && kept.holds(changes)
                ? Optional.of(kept.thing())
                : readAnew(key, read);
    }

    /// The thing, where it is known without asking.
    public Optional<V> recall(K key) {
        var kept = changes.areHeard() ? entries.get(key) : null;
        return kept != null && kept.holds(changes) ? Optional.of(kept.thing()) : Optional.empty();
    }

    /// To be told when something was put into a thing: it may weigh more by that.
    public void weigh(K key, V thing) {
        entries.weigh(key, thing, weight);
    }

    /// The number is taken before the look: a change that comes in between outdates what is found.
    private Optional<V> readAnew(K key, Function<K, Optional<V>> read) {
        long since = changes.last();
        var found = read.apply(key);
        found.ifPresentOrElse(
                thing -> entries.put(key, entry(thing, since)), () -> entries.remove(key));
        return found;
    }

    private Entry<V> entry(V thing, long since) {
        return new Entry<>(
                thing,
                since,
                first.applyAsLong(thing),
                second.applyAsLong(thing),
                weight.applyAsInt(thing));
    }
}
