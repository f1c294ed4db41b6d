package dev.foyer.session;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// What the session of one request holds, looked up when somebody asks, and once at most. What is
/// known already may be shared; what is looked up belongs to one request.
final class Held {
    private final Supplier<Choices> look;
    private @Nullable Choices found;

    private Held(Supplier<Choices> look, @Nullable Choices found) {
        this.look = look;
        this.found = found;
    }

    /// What is known already.
    static Held known(Choices choices) {
        return new Held(() -> choices, choices);
    }

    /// What has to be looked up.
    static Held later(Supplier<Choices> look) {
        return new Held(look, null);
    }

    Choices choices() {
        if (found == null) {
            found = look.get();
        }
        return found;
    }

    /// False where it is certain, without a look, that there is nothing.
    boolean maybe() {
        return !Choices.NONE.equals(found);
    }
}
