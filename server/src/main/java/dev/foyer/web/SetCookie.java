package dev.foyer.web;

import java.time.Duration;
import java.time.Instant;

/// A cookie for the browser that asks, and the `Set-Cookie` line that sets it (RFC 6265, 4.1): the
/// attributes in the order and the date form that the source prints (contract A.3, A.4), the path
/// always `/`. Immutable.
///
/// @param age zero takes the cookie away
public record SetCookie(String name, String value, Duration age) {
    /// How a line keeps scripts from a cookie. Browsers read either (RFC 6265, 5.2.5).
    public enum Hidden {
        /// As the source has it at its session (contract A.3).
        AS_SOURCE("httponly"),
        /// As the RFC has it.
        AS_STANDARD("HttpOnly");

        private final String attribute;

        Hidden(String attribute) {
            this.attribute = attribute;
        }
    }

    /// A line for a cookie that no script reads. A secure one goes along from pages of other sites.
    public String line(Instant now, Hidden hidden, boolean secure) {
        return line(
                now,
                hidden.attribute + "; ",
                secure ? "; SameSite=None; Secure" : "; SameSite=Lax");
    }

    /// A line for a cookie that scripts are meant to read.
    public String openLine(Instant now, boolean secure) {
        return line(now, "", secure ? "; Secure" : "");
    }

    private String line(Instant now, String hidden, String reach) {
        var expires = age.isZero() ? Instant.EPOCH : now.plus(age);
        return name
                + "="
                + value
                + "; expires="
                + CookieTimes.print(expires)
                + "; "
                + hidden
                + "Max-Age="
                + age.toSeconds()
                + "; Path=/"
                + reach;
    }

    @Override
    public String toString() {
        return "cookie " + name;
    }
}
