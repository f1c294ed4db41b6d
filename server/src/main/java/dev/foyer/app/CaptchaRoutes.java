package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.captcha.Captcha;
import dev.foyer.captcha.CaptchaEndpoint;
import dev.foyer.captcha.CaptchaPage;
import dev.foyer.captcha.Passes;
import dev.foyer.captcha.Puzzles;
import dev.foyer.captcha.SiteVerify;
import dev.foyer.captcha.SpentCaptchas;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.web.Router;

import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way on from a network whose tries are used up: rows 57 to 59 of contract B.0.
final class CaptchaRoutes {
    private static final String CAPTCHA = "/users/captcha/";
    private static final String STOREFRONT = "/users/pz-captcha/";

    private CaptchaRoutes() {}

    static void open(Router routes, Ground ground) {
        var guards = ground.guards();
        var captcha = captcha(ground);
        routes.page(GET, CAPTCHA, guards.anyone(), captcha::page)
                .page(POST, CAPTCHA, guards.anyone(), captcha::page)
                .route(GET, STOREFRONT, guards.anyone(), captcha::json)
                .route(POST, STOREFRONT, guards.anyone(), captcha::json);
    }

    /// What the throttle asks about, and what it is asked with.
    static Passes passes(Secrets secrets, DynamicSettings settings, InstantSource clock) {
        return new Passes(secrets, settings, clock);
    }

    static SpentCaptchas spent(Ground ground) {
        return new SpentCaptchas(ground.database(), ground.clock());
    }

    private static CaptchaEndpoint captcha(Ground ground) {
        var settings = ground.settings();
        var puzzles = new Puzzles(ground.secrets(), settings, ground.clock());
        var siteVerify = new SiteVerify(settings, hosts(ground));
        return new CaptchaEndpoint(
                new Captcha(puzzles, siteVerify, spent(ground), ground.throttle()),
                passes(ground.secrets(), settings, ground.clock()),
                new CaptchaPage(settings, puzzles, ground.csrf(), ground.pages()),
                settings,
                ground.redirects(),
                ground.counters());
    }

    /// Whoever may send the answer to a captcha may show it, too.
    private static Set<String> hosts(Ground ground) {
        var session = ground.configuration().session();
        return Stream.concat(Stream.of(ground.publicUrl()), session.trustedOrigins().stream())
                .map(origin -> URI.create(origin).getHost())
                .filter(Objects::nonNull)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
