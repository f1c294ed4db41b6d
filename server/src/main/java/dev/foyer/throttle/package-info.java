/// **Throttle**: how often somebody may try. Knows no feature: whoever asks names a scope, a
/// subject, a client and perhaps a secret, and is let through or refused (429).
///
/// May know: the ground and `customer`; alone knows the library for token buckets. Owns the tables
/// `throttle_bucket` and `throttle_repeat`; answers no path.
@NullMarked
package dev.foyer.throttle;

import org.jspecify.annotations.NullMarked;
