/// **Confirmation**: the keys in mailed links: made, read, and told from forgeries.
///
/// May know: every ground room, `customer`. Owns no table: whether a key is used up is told by the
/// address that it confirms. Answers no path.
@NullMarked
package dev.foyer.confirmation;

import org.jspecify.annotations.NullMarked;
