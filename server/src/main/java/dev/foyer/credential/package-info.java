/// **Credential**: a customer's password: hashing in a bounded pool, the stored hash, and the rules
/// for new ones.
///
/// May know: `db`, `words`, `dynamic`, `customer`. Owns the tables `credential` and
/// `password_history`; answers no path.
@NullMarked
package dev.foyer.credential;

import org.jspecify.annotations.NullMarked;
