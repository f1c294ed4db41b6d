package dev.foyer.web;

import java.util.function.Supplier;

/// The id of the request that the present thread answers: the one ambient value of the house, read
/// by the log formatter alone.
public final class RequestId {
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private RequestId() {}

    static <T> T during(String id, Supplier<T> work) {
        return ScopedValue.where(CURRENT, id).call(work::get);
    }

    /// The id, or `-` outside of a request.
    public static String current() {
        return CURRENT.isBound() ? CURRENT.get() : "-";
    }
}
