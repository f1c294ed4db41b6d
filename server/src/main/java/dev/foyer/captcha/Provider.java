package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Who tells people from programs. The sources that a page must allow are those of the providers' own
/// documents, and no more.
enum Provider {
    /// Nobody: there is no captcha.
    NONE("", "", "", "", Map.of()),

    /// We do: the browser has to work. See [Puzzles].
    PROOF_OF_WORK("foyer-captcha", "foyer-captcha-response", "", "", Map.of()),

    /// Google reCAPTCHA v2 (developers.google.com/recaptcha/docs/verify, /docs/faq).
    RECAPTCHA(
            "g-recaptcha",
            "g-recaptcha-response",
            "https://www.google.com/recaptcha/api.js",
            "https://www.google.com/recaptcha/api/siteverify",
            Map.of(
                    "script-src",
                    "https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/",
                    "frame-src",
                    "https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/")),

    /// hCaptcha (docs.hcaptcha.com, "Content-Security-Policy Settings").
    HCAPTCHA(
            "h-captcha",
            "h-captcha-response",
            "https://js.hcaptcha.com/1/api.js",
            "https://api.hcaptcha.com/siteverify",
            Map.of(
                    "script-src", "https://hcaptcha.com https://*.hcaptcha.com",
                    "frame-src", "https://hcaptcha.com https://*.hcaptcha.com",
                    "style-src", "https://hcaptcha.com https://*.hcaptcha.com",
                    "connect-src", "https://hcaptcha.com https://*.hcaptcha.com")),

    /// Cloudflare Turnstile (developers.cloudflare.com/turnstile/reference/content-security-policy).
    TURNSTILE(
            "cf-turnstile",
            "cf-turnstile-response",
            "https://challenges.cloudflare.com/turnstile/v0/api.js",
            "https://challenges.cloudflare.com/turnstile/v0/siteverify",
            Map.of(
                    "script-src", "https://challenges.cloudflare.com",
                    "frame-src", "https://challenges.cloudflare.com"));

    private final String widget;
    private final String field;
    private final String script;
    private final String verifyUrl;
    private final Map<String, String> sources;

    Provider(
            String widget,
            String field,
            String script,
            String verifyUrl,
            Map<String, String> sources) {
        this.widget = widget;
        this.field = field;
        this.script = script;
        this.verifyUrl = verifyUrl;
        this.sources = sources;
    }

    static Provider inUse(DynamicSettings settings) {
        return of(settings.get(CaptchaSettings.CAPTCHA_PROVIDER));
    }

    static Provider of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElse(NONE);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Provider::text).toList();
    }

    /// The name in `CAPTCHA_PROVIDER`.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether somebody else judges the answers.
    boolean isElsewhere() {
        return !verifyUrl.isEmpty();
    }

    /// The class of the element that its script looks for.
    String widget() {
        return widget;
    }

    /// The field of a form in which its script leaves the answer.
    String field() {
        return field;
    }

    /// Its script for pages; empty where there is none.
    String script() {
        return script;
    }

    /// Where answers are verified.
    String verifyUrl() {
        return verifyUrl;
    }

    /// What its script needs, by directive of the Content-Security-Policy.
    Map<String, String> sources() {
        return sources;
    }
}
