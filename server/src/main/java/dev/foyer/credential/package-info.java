/// **Credential**: a customer's password: hashing in a bounded pool, the stored hash, and the rules
/// for new ones.
///
/// May know: the ground and `customer`. Owns the table `credential`; answers no path.
@NullMarked
package dev.foyer.credential;

import org.jspecify.annotations.NullMarked;
