package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Who tells people from programs. The sources that a page must allow are those of the providers'
/// own documents, and no more.
enum Provider {
    /// Nobody: there is no captcha.
    NONE("", "", "", ""),

    /// We do: the browser has to work. See [Puzzles].
    PROOF_OF_WORK("foyer-captcha", "foyer-captcha-response", "", ""),

    /// Google reCAPTCHA v2 (developers.google.com/recaptcha/docs/verify).
    RECAPTCHA(
            "g-recaptcha",
            "g-recaptcha-response",
            "https://www.google.com/recaptcha/api.js",
            "https://www.google.com/recaptcha/api/siteverify"),

    /// hCaptcha (docs.hcaptcha.com).
    HCAPTCHA(
            "h-captcha",
            "h-captcha-response",
            "https://js.hcaptcha.com/1/api.js",
            "https://api.hcaptcha.com/siteverify"),

    /// Cloudflare Turnstile (developers.cloudflare.com/turnstile).
    TURNSTILE(
            "cf-turnstile",
            "cf-turnstile-response",
            "https://challenges.cloudflare.com/turnstile/v0/api.js",
            "https://challenges.cloudflare.com/turnstile/v0/siteverify");

    private static final String GOOGLE = "https://www.google.com/recaptcha/";
    private static final String HCAPTCHAS = "https://hcaptcha.com https://*.hcaptcha.com";
    private static final String CLOUDFLARE = "https://challenges.cloudflare.com";

    private final String widget;
    private final String field;
    private final String script;
    private final String verifyUrl;

    Provider(String widget, String field, String script, String verifyUrl) {
        this.widget = widget;
        this.field = field;
        this.script = script;
        this.verifyUrl = verifyUrl;
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
        return switch (this) {
            case NONE, PROOF_OF_WORK -> Map.of();
            case RECAPTCHA ->
                    Map.of(
                            "script-src", GOOGLE + " https://www.gstatic.com/recaptcha/",
                            "frame-src", GOOGLE + " https://recaptcha.google.com/recaptcha/");
            case HCAPTCHA ->
                    Map.of(
                            "script-src", HCAPTCHAS,
                            "frame-src", HCAPTCHAS,
                            "style-src", HCAPTCHAS,
                            "connect-src", HCAPTCHAS);
            case TURNSTILE -> Map.of("script-src", CLOUDFLARE, "frame-src", CLOUDFLARE);
        };
    }
}
