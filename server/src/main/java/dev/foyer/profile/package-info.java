/// **Profile**: the signed-in customer as storefronts read her, and what she prefers.
///
/// May know: every room below, no other feature. Owns the table `avatar`; answers `/current_user/`,
/// `/users/profile/`, `/users/user/`, `/users/avatar/<token>/`, `/users/activate-currency/`,
/// `/users/city/`, `/users/session/` and `/i18n/setlang/`.
@NullMarked
package dev.foyer.profile;

import org.jspecify.annotations.NullMarked;
