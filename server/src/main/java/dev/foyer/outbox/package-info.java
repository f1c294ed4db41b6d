/// **Outbox**: messages committed with their cause and delivered later; the letters' templates; the
/// SMTP carrier.
///
/// May know: `db`, `json`, `words`, `secret`, `dynamic`, `http`, `thread`. Owns the tables
/// `outbox_message` and `outbox_attempt`; answers no path.
@NullMarked
package dev.foyer.outbox;

import org.jspecify.annotations.NullMarked;
