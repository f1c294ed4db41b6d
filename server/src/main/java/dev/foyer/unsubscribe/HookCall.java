package dev.foyer.unsubscribe;

import dev.foyer.consent.Subject;
import dev.foyer.customer.Email;
import dev.foyer.customer.Phone;

import java.util.List;
import java.util.Set;

/// What a service asks for (contract B.2), read and sound, and not yet believed.
///
/// @param hash as it was presented
record HookCall(String service, String hash, HookTime time, List<Person> people) {
    /// Somebody, and what she withdraws; that may be nothing.
    sealed interface Person {
        Set<Subject> subjects();

        /// Known by an address.
        record ByEmail(Email email, Set<Subject> subjects) implements Person {}

        /// Known by a phone, which several accounts may have.
        record ByPhone(Phone phone, Set<Subject> subjects) implements Person {}
    }

    @Override
    public String toString() {
        return "a call about " + people.size();
    }
}
