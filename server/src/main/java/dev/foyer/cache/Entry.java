package dev.foyer.cache;

/// One thing that is kept, and all that the map and its user have to know of it: in one object, as
/// there are hundreds of thousands, and as each further one would be a wait for memory with every
/// read.
final class Entry<V> {
    private final V thing;
    private final long since;
    private final long first;
    private final long second;
    private final int weight;

    /// Written without any order: a flag that is lost costs a chance, and nothing else.
    private boolean wasRead;

    /// @param since the change after which it was read
    /// @param first by [Key], of one of the two that it was made of
    /// @param second of the other
    /// @param weight in the unit of the map's bound
    Entry(V thing, long since, long first, long second, int weight) {
        this.thing = thing;
        this.since = since;
        this.first = first;
        this.second = second;
        this.weight = weight;
    }

    V thing() {
        return thing;
    }

    int weight() {
        return weight;
    }

    boolean holds(Changes changes) {
        return changes.none(since, first) && changes.none(since, second);
    }

    /// The same with another weight.
    Entry<V> weighing(int another) {
        var entry = new Entry<>(thing, since, first, second, another);
        entry.wasRead = wasRead;
        return entry;
    }

    /// Writes where it has to, and only there.
    void read() {
        if (!wasRead) {
            wasRead = true;
        }
    }

    /// Whether it has a second chance, by having been read; that is spent by this.
    boolean spendsChance() {
        boolean had = wasRead;
        wasRead = false;
        return had;
    }
}
