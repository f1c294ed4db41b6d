/// **Registration**: a guest becomes a customer.
///
/// May know: every room below, no other feature. Owns no table; answers `/users/registration/`.
@NullMarked
package dev.foyer.registration;

import org.jspecify.annotations.NullMarked;
