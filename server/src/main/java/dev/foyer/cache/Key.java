package dev.foyer.cache;

/// Names a thing in the database that may change: a kind and a number, as the triggers of V17 tell
/// them, `s0123456789abcdef`.
public final class Key {
    private static final char SESSION = 's';
    private static final char CUSTOMER = 'c';

    private Key() {}

    /// A session, by the first 8 bytes of the digest of its id.
    public static long ofSession(long digest) {
        return of(SESSION, digest);
    }

    /// A customer and all that is hers.
    public static long ofCustomer(long id) {
        return of(CUSTOMER, id);
    }

    /// The key that a trigger told.
    ///
    /// @throws NumberFormatException where it is no such thing
    static long told(String text) {
        return of(text.charAt(0), Long.parseUnsignedLong(text, 1, text.length(), 16));
    }

    /// Spreads near numbers far apart, and kinds beside each other: the finisher of MurmurHash3.
    private static long of(char kind, long number) {
        long mixed = (number + kind) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
