package dev.foyer.app;

import dev.foyer.credential.PasswordSettings;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.session.SessionSettings.Secure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server must not be started with where real people's data is behind it.
final class Production {
    private static final Logger LOG = LoggerFactory.getLogger(Production.class);

    private Production() {}

    /// Tells what a server may be started with, but had better not.
    static void warn(Configuration.Mode mode, DynamicSettings settings) {
        if (mode != Configuration.Mode.PRODUCTION) {
            return;
        }
        if (settings.get(PasswordSettings.AUTH_PASSWORD_VALIDATORS).isCompat()) {
            LOG.warn(
                    "AUTH_PASSWORD_VALIDATORS is compat, which takes weak passwords:"
                            + " set asvs-l2 or nist-800-63b-4");
        }
        if (HugePages.areSmall(HugePages.SWITCH)) {
            LOG.info(
                    "sign-ins would take about two thirds of their CPU with transparent huge pages:"
                            + " write always into {}",
                    HugePages.SWITCH);
        }
    }

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
        boolean ownTls = configuration.http().tls().isPresent();
        if (!ownTls && configuration.trustedProxies().isEmpty() && !plainHttp) {
            complaints.add(
                    "TRUSTED_PROXIES",
                    "",
                    "required in production, so that cookies travel by HTTPS only; or"
                            + " TLS_CERTIFICATE and TLS_KEY, or ALLOW_PLAIN_HTTP=true");
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
