package dev.foyer.app;

import dev.foyer.session.SessionSettings.Secure;

/// What a server must not be started with where real people's data is behind it.
final class Production {
    private Production() {}

    static void check(Configuration configuration, Environment env) {
        var complaints = env.complaints();
        if (env.text("SECRET_KEY").isEmpty() && configuration.database().isEmpty()) {
            complaints.add("SECRET_KEY", "", "required in production");
        }
        if (env.text("SMTP_URL").isEmpty()) {
            complaints.add("SMTP_URL", "", "required in production: the development inbox is off");
        }
        if (env.text("PUBLIC_URL").isEmpty()) {
            complaints.add(
                    "PUBLIC_URL", "", "required in production: links in mails begin with it");
        }
        checkCookies(configuration, env);
        boolean plainHttp = env.truth("ALLOW_PLAIN_HTTP", false);
        if (configuration.trustedProxies().isEmpty() && !plainHttp) {
            complaints.add(
                    "TRUSTED_PROXIES",
                    "",
                    "required in production, so that cookies travel by HTTPS only; or ALLOW_PLAIN_HTTP=true");
        }
        if (env.text("PUBLIC_URL").filter(url -> url.startsWith("http://")).isPresent()
                && !plainHttp) {
            complaints.add(
                    "PUBLIC_URL", configuration.publicUrl(), "expected https:// in production");
        }
    }

    private static void checkCookies(Configuration configuration, Environment env) {
        if (configuration.session().sessionSecure() == Secure.FALSE) {
            env.complaints()
                    .add("SESSION_COOKIE_SECURE", "false", "expected auto or true in production");
        }
        if (configuration.session().csrfSecure() == Secure.FALSE) {
            env.complaints()
                    .add("CSRF_COOKIE_SECURE", "false", "expected auto or true in production");
        }
    }
}
