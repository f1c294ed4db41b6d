package dev.foyer.customer;

/// A phone number, known by its E.164 form (ITU-T E.164). [Phones] reads and prints it.
///
/// @param e164 such as `+905550000001`
public record Phone(String e164) {
    /// Longest spelling that is read (contract D.1: 60 with the loyalty view, 16 elsewhere).
    public static final int LONGEST = 60;

    /// The last two digits, so that it may stand in a log.
    @Override
    public String toString() {
        return "…" + e164.substring(Math.max(0, e164.length() - 2));
    }
}
