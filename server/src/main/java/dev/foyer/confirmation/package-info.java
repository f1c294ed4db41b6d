/// **Confirmation**: the keys in mailed links: made, read, and told from forgeries.
///
/// May know: every ground room, `customer`. Owns the tables `mailed_link` and `mail_budget`;
/// whether the key of a registration is used up is told by the address that it confirms. Answers no
/// path.
@NullMarked
package dev.foyer.confirmation;

import org.jspecify.annotations.NullMarked;
