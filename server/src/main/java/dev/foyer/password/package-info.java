/// **Password**: what a customer does with her password.
///
/// May know: every room below, no other feature. Owns no table; answers `/users/password/rules/`.
@NullMarked
package dev.foyer.password;

import org.jspecify.annotations.NullMarked;
