/// **Password**: a customer's password as she deals with it: asks for a reset, resets, changes,
/// sets a first one; the page for it.
///
/// May know: every room below, no other feature. Owns the table `password_reset_request`; answers
/// `/users/password/…` and `/users/reset/<uidb64>/<token>/`.
@NullMarked
package dev.foyer.password;

import org.jspecify.annotations.NullMarked;
