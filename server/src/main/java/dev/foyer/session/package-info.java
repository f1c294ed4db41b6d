/// **Session**: guest and signed-in sessions and what they hold, the tokens of apps, the two
/// cookies, CSRF and origin, and the guards that routes name.
///
/// May know: `web`, `db`, `json`, `secret`, `words`, `dynamic`, `customer`. Owns the tables
/// `session` and `guest_choice`; answers `/csrf_token/` and `/users/sessions/`.
@NullMarked
package dev.foyer.session;

import org.jspecify.annotations.NullMarked;
