package dev.foyer.cache;

import java.util.List;
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
/// @param <V> immutable
public final class Remembered<K, V> {
    private final Changes changes;
    private final SecondChance<K, Entry<V>> entries;
    private final ToIntFunction<V> weight;
    private final List<ToLongFunction<V>> keys;

    private static final class Entry<V> {
        final Optional<V> found;

        /// The change after which it was read.
        final long since;

        /// Of all that it was made of; here, since a look into the thing itself waits for memory.
        final long[] keys;

        /// @param found is present
        Entry(Optional<V> found, long since, long[] keys) {
            this.found = found;
            this.since = since;
            this.keys = keys;
        }
    }

    /// @param bytes that all of them may have; those that nobody asks for are forgotten first
    /// @param weight of one, in bytes, with what surrounds it
    /// @param keys of all that a thing was made of, by [Key]
    public Remembered(
            Changes changes, long bytes, ToIntFunction<V> weight, List<ToLongFunction<V>> keys) {
        this.changes = changes;
        this.entries = new SecondChance<>(bytes);
        this.weight = weight;
        this.keys = List.copyOf(keys);
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
        return kept != null && holds(kept) ? kept.found : readAnew(key, read);
    }

    /// The thing, where it is known without asking.
    public Optional<V> recall(K key) {
        var kept = changes.areHeard() ? entries.get(key) : null;
        return kept != null && holds(kept) ? kept.found : Optional.empty();
    }

    private boolean holds(Entry<V> entry) {
        for (long key : entry.keys) {
            if (!changes.none(entry.since, key)) {
                return false;
            }
        }
        return true;
    }

    /// The number is taken before the look: a change that comes in between outdates what is found.
    private Optional<V> readAnew(K key, Function<K, Optional<V>> read) {
        long since = changes.last();
        var found = read.apply(key);
        found.ifPresentOrElse(
                thing -> entries.put(key, entry(found, thing, since), weight.applyAsInt(thing)),
                () -> entries.remove(key));
        return found;
    }

    private Entry<V> entry(Optional<V> found, V thing, long since) {
        return new Entry<>(
                found, since, keys.stream().mapToLong(of -> of.applyAsLong(thing)).toArray());
    }
}
