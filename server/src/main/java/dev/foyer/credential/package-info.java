/// **Credential**: a customer's password: hashing in a bounded pool, the stored hash, and the rules
/// for new ones. Hashes of other shops are checked as they are (`docs/password-hashes.md`) and
/// replaced by one of ours when their customer signs in.
///
/// May know: every ground room, `customer`. Owns the tables `credential` and `password_history`;
/// answers no path.
@NullMarked
package dev.foyer.credential;

import org.jspecify.annotations.NullMarked;
