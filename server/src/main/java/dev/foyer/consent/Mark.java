package dev.foyer.consent;

/// A checkpoint as entries name it.
///
/// @param number 0 where there is none yet
/// @param hash in lower hex
record Mark(int number, String hash) {
    private static final int WITNESS_DIGITS = 16;

    /// Before the first checkpoint.
    static final Mark NONE = new Mark(0, Entry.NOTHING);

    /// The first eight bytes of the hash: nobody without our key can aim at them.
    String witness() {
        return hash.substring(0, WITNESS_DIGITS);
    }
}
