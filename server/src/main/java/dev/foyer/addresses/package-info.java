/// **Addresses**: the address book of a customer, and the places that it may name.
///
/// May know: every room below the features. Owns no table; answers `/address/` and what is below
/// it.
@NullMarked
package dev.foyer.addresses;

import org.jspecify.annotations.NullMarked;
