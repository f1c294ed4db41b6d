package dev.foyer.profile;

import dev.foyer.customer.Customer;
import dev.foyer.db.Undone;
import dev.foyer.words.Phrase;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What came of changing a profile.
sealed interface ProfileResult {
    /// All of it is done.
    record Changed(Customer customer) implements ProfileResult {}

    /// All of it is done but for the phone, to which a code is on its way.
    record CodeSent(Customer customer) implements ProfileResult {}

    /// She is told a problem, and nothing was done.
    sealed interface Rejected extends ProfileResult, Undone {}

    /// Her account has been closed meanwhile.
    record Gone() implements Rejected {}

    /// No code for now.
    record CodeTooOften(Duration pause) implements Rejected {}

    /// The code is wrong, too old, tried too often, issued for another phone, or never issued.
    record CodeRefused() implements Rejected {}

    /// What only the database can tell.
    record Wrong(Map<String, List<Phrase>> complaints) implements Rejected {}
}
