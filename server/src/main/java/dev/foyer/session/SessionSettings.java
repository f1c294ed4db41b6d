package dev.foyer.session;

import dev.foyer.dynamic.Setting;

import java.time.Duration;
import java.util.Set;

/// How sessions, cookies and CSRF behave while a node runs (contract 0.1.2 to 0.1.8).
///
/// @param cookieName of the session cookie
/// @param publicOrigin the origin of `PUBLIC_URL`
/// @param trustedOrigins further origins that may send unsafe requests
/// @param exemptAnonymous whether requests without a signed-in session need no CSRF token
/// @param compatible whether the published storefront is spoken to (`CLIENT_COMPAT=project-zero`,
///   contract 0.1.5)
public record SessionSettings(
        String cookieName,
        Secure sessionSecure,
        Secure csrfSecure,
        String publicOrigin,
        Set<String> trustedOrigins,
        boolean exemptAnonymous,
        boolean compatible) {

    /// When a cookie carries `Secure`.
    public enum Secure {
        /// Where the client speaks HTTPS.
        AUTO,
        TRUE,
        FALSE
    }

    /// Since the last use; also the `Max-Age` of the cookie (contract 0.1.7).
    public static final Setting<Duration> SESSION_COOKIE_AGE =
            Setting.seconds(
                    "SESSION_COOKIE_AGE",
                    Duration.ofMinutes(1),
                    Duration.ofDays(400),
                    Duration.ofDays(14),
                    "A session ends this long after its last use.");

    /// Since the sign-in (contract 0.1.7).
    public static final Setting<Duration> SESSION_ABSOLUTE_AGE =
            Setting.seconds(
                    "SESSION_ABSOLUTE_AGE",
                    Duration.ofMinutes(1),
                    Duration.ofDays(3650),
                    Duration.ofDays(90),
                    "A session ends this long after its sign-in, however much it is used.");
}
