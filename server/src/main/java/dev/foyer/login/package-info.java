/// **Login**: sign in and sign out.
///
/// May know: every room below, no other feature. Owns no table; answers `/users/login/`,
/// `/users/otp-login/` and `/users/logout/`.
@NullMarked
package dev.foyer.login;

import org.jspecify.annotations.NullMarked;
