/// **Address**: where customers live and want their parcels: what an address is, how it is printed,
/// and the numbers on invoices.
///
/// May know: every room of the ground, `customer`. Owns the table `address`; answers no path
/// itself.
@NullMarked
package dev.foyer.address;

import org.jspecify.annotations.NullMarked;
