/// **Customer**: who a customer is, with names, phone and e-mail addresses, and the printed shapes
/// of it.
///
/// May know: `db`, `json`, `secret`, `words`, `dynamic`. Owns the tables `customer` and
/// `email_address`; answers no path.
@NullMarked
package dev.foyer.customer;

import org.jspecify.annotations.NullMarked;
