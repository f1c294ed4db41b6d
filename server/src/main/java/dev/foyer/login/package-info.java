/// **Login**: sign in and sign out; what an owner gets in with while others knock at her account.
///
/// May know: every room below, no other feature. Owns no table; answers `/users/login/`,
/// `/users/login/pass/<key>/`, `/users/otp-login/` and `/users/logout/`.
@NullMarked
package dev.foyer.login;

import org.jspecify.annotations.NullMarked;
