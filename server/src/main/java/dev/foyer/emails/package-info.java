/// **E-mails**: the addresses of a customer: confirm, verify; the pages for it.
///
/// May know: every room below, no other feature. Owns no table; answers
/// `/users/registration/account-confirm-email/<key>/` and `/users/registration/verify-email/`.
@NullMarked
package dev.foyer.emails;

import org.jspecify.annotations.NullMarked;
