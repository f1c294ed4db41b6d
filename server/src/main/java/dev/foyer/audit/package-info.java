/// **Audit**: what happened to customers and what operators did, as rows and as lines of the log,
/// without a word that tells who anybody is; and the mail about a sign-in from a new device.
///
/// May know: every ground room, `customer`. Owns `audit_event`, `audit_address`, `known_device`;
/// answers no path.
@NullMarked
package dev.foyer.audit;

import org.jspecify.annotations.NullMarked;
