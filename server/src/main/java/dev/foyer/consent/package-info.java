/// **Consent**: what a customer allowed or withdrew, when, how and on which text.
///
/// May know: every ground room, `customer`. Owns the columns of consent on `customer`; answers no
/// path.
@NullMarked
package dev.foyer.consent;

import org.jspecify.annotations.NullMarked;
