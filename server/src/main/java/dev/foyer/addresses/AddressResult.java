package dev.foyer.addresses;

import dev.foyer.address.Address;
import dev.foyer.db.Undone;

/// What came of a change of an address book.
sealed interface AddressResult {
    /// It is done; the address as it stands now.
    record Done(Address address) implements AddressResult {}

    /// The address is gone.
    record Removed() implements AddressResult {}

    /// She has no such address.
    record NotFound() implements AddressResult, Undone {}

    /// She has as many addresses as there may be.
    record TooMany(int most) implements AddressResult, Undone {}

    /// Her account has been erased meanwhile.
    record Over() implements AddressResult, Undone {}
}
