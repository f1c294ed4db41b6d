package dev.foyer.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One customer's chain while a transaction writes in it. Belongs to one thread.
final class Folio {
    private final long customerId;
    private final CustomerKey key;
    private final Head begun;
    private final List<Entry> added = new ArrayList<>();
    private Standing standing;
    private boolean closed;

    Folio(long customerId, CustomerKey key, Head head) {
        this.customerId = customerId;
        this.key = key;
        this.begun = head;
        this.standing = head.standing();
        this.closed = head.closed();
    }

    long customerId() {
        return customerId;
    }

    CustomerKey key() {
        return key;
    }

    /// Whether the chain begins with what is being written.
    boolean isFresh() {
        return begun.entries() == 0;
    }

    List<Entry> added() {
        return added;
    }

    Standing standing() {
        return standing;
    }

    /// Adds an entry where this differs from what stands.
    void say(Subject subject, boolean value, Ink ink) {
        var before = standing.of(subject);
        if (!before.equals(Optional.of(value))) {
            add(subject.field(), before, value, ink);
            standing = standing.with(subject, value);
        }
    }

    /// The last entry: nobody will be able to tell whose chain it is.
    void close(Ink ink) {
        add(Entry.ERASED, Optional.empty(), true, ink);
        closed = true;
    }

    Head head() {
        return new Head(
                begun.chain(),
                begun.entries() + added.size(),
                added.isEmpty() ? begun.lastHash() : added.getLast().hash(),
                standing,
                closed,
                closed ? Optional.empty() : begun.owner(),
                begun.covered());
    }

    private void add(String subject, Optional<Boolean> before, boolean after, Ink ink) {
        var end = head();
        added.add(
                ink.write(
                        key,
                        end.chain(),
                        end.entries() + 1,
                        end.lastHash(),
                        subject,
                        before,
                        after));
    }
}
