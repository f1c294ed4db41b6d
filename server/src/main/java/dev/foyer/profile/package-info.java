/// **Profile**: the signed-in customer as storefronts read her, and what she prefers.
///
/// May know: every room below, no other feature. Owns the table `avatar`; answers
/// `/current_user/`, `/users/profile/`, `/users/user/` and `/users/avatar/<token>/`.
@NullMarked
package dev.foyer.profile;

import org.jspecify.annotations.NullMarked;
