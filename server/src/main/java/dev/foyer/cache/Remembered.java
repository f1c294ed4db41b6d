package dev.foyer.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

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
    private final Cache<K, Entry<V>> entries;
    private final List<ToLongFunction<V>> keys;

    /// @param found is present
    /// @param since the change after which it was read
    private record Entry<V>(Optional<V> found, long since) {
        V thing() {
            return found.orElseThrow();
        }
    }

    /// @param bytes that all of them may have; those that were used least are forgotten first
    /// @param weight of one, in bytes, with what surrounds it
    /// @param keys of all that a thing was made of, by [Key]
    public Remembered(
            Changes changes, long bytes, ToIntFunction<V> weight, List<ToLongFunction<V>> keys) {
        this.changes = changes;
        this.entries =
                Caffeine.newBuilder()
                        .maximumWeight(bytes)
                        .<K, Entry<V>>weigher((_, entry) -> weight.applyAsInt(entry.thing()))
                        .executor(Runnable::run)
                        .build();
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
        var kept = entries.getIfPresent(key);
        return kept != null && holds(kept) ? kept.found() : readAnew(key, read);
    }

    /// The thing, where it is known without asking.
    public Optional<V> recall(K key) {
        var kept = changes.areHeard() ? entries.getIfPresent(key) : null;
        return kept != null && holds(kept) ? kept.found() : Optional.empty();
    }

    private boolean holds(Entry<V> entry) {
        var thing = entry.thing();
        for (int i = 0; i < keys.size(); i++) {
            if (!changes.none(entry.since(), keys.get(i).applyAsLong(thing))) {
                return false;
            }
        }
        return true;
    }

    /// The number is taken before the look: a change that comes in between outdates what is found.
    private Optional<V> readAnew(K key, Function<K, Optional<V>> read) {
        long since = changes.last();
        var found = read.apply(key);
        if (found.isPresent()) {
            entries.put(key, new Entry<>(found, since));
        } else {
            entries.invalidate(key);
        }
        return found;
    }
}
