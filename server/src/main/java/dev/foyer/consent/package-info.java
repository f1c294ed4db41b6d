/// **Consent**: what a customer allowed or withdrew, when, how and on which text: a ledger that
/// shows every change by hand.
///
/// May know: every ground room, `customer`. Owns `consent_ledger`, `consent_head`, `consent_key`,
/// `consent_address`, `consent_checkpoint`, `consent_checkpoint_chain`, `consent_seal`, and the
/// columns of consent on `customer`; answers no path.
@NullMarked
package dev.foyer.consent;

import org.jspecify.annotations.NullMarked;
