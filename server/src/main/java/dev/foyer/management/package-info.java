/// **Management**: the operator's API on its own port: health, dynamic settings, the outbox, the
/// consent ledger.
///
/// May know: every room below, no other feature. Owns no table; answers `/health/…` and `/api/…` on
/// the management port, never on the public one.
@NullMarked
package dev.foyer.management;

import org.jspecify.annotations.NullMarked;
