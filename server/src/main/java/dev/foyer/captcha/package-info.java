/// **Captcha**: somebody in a network that has used up its tries shows that she is a person, by
/// work that her browser does or to a provider of captchas, and gets a few tries of her own.
///
/// May know: every room below, no other feature; the throttle knows it by the seam `Challenge`
/// alone. Owns the table `captcha_spent`; answers `/users/captcha/` and `/users/pz-captcha/`.
@NullMarked
package dev.foyer.captcha;

import org.jspecify.annotations.NullMarked;
