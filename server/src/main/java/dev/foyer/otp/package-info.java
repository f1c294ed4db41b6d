/// **One-time codes**: issued by SMS, redeemed once, within bounds that hold on all nodes; what may
/// be spent on SMS.
///
/// May know: `web`, `db`, `json`, `secret`, `words`, `dynamic`, `outbox`, `customer`. Owns the
/// tables `one_time_code` and `sms_budget`; answers no path.
@NullMarked
package dev.foyer.otp;

import org.jspecify.annotations.NullMarked;
