/// **E-mails**: the addresses of a customer: confirm, add, change, object, remove; the pages of
/// mailed links.
///
/// May know: every room below, no other feature. Owns the table `resend_request`; answers
/// `/users/registration/account-confirm-email/<key>/`, `/users/registration/verify-email/`,
/// `/users/registration/resend-email/`, `/users/emails/`, `/users/emails/<id>/`,
/// `/users/email-change/`, and `…/<signed_email>/<user_id_key>/` under `/users/email-verify/`,
/// `/users/email-set-primary/` and `/users/email-objection/`.
@NullMarked
package dev.foyer.emails;

import org.jspecify.annotations.NullMarked;
