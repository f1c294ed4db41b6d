package dev.foyer.otp;

/// What came of showing a code.
public sealed interface Checked {
    /// It is right, and so is the data it was issued for. It is not spent yet: see
    /// [OneTimeCodes#spend].
    record Accepted(Ticket ticket) implements Checked {}

    /// The code is right, but it was issued for other data; counts as a try.
    record Mismatch() implements Checked {}

    /// Wrong, too old, tried too often, or never issued: nobody can tell which.
    record Refused() implements Checked {}

    /// A code found right, to be spent once.
    record Ticket(String purpose, String holder, dev.foyer.secret.Sha256 hash) {}
}
