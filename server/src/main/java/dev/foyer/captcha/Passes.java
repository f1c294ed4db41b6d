package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.SignedTokens;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Challenge;
import dev.foyer.throttle.Rate;
import dev.foyer.throttle.Scope;
import dev.foyer.web.Request;
import dev.foyer.web.SetCookie;
import dev.foyer.web.SetCookie.Hidden;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a solved captcha is worth: a signed cookie, bound to the visitor who solved it, with tries
/// of its own where her network has none left. It opens no account and passes no bound of one.
/// Nothing is stored but the count of its tries. Safe for use by many threads.
public final class Passes implements Challenge {
    static final String PATH = "/users/captcha/";
    static final String COOKIE = "foyer_captcha";

    /// Also the window of its tries, which begins with the first of them: they do not come back
    /// before the pass is over.
    static final Duration AGE = Duration.ofMinutes(10);

    private final SignedTokens tokens;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public Passes(Secrets secrets, DynamicSettings settings, InstantSource clock) {
        this.tokens = new SignedTokens(secrets, "captcha pass", ChronoUnit.SECONDS);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<String> place(Scope scope) {
        return isOffered(scope) && Provider.inUse(settings) != Provider.NONE
                ? Optional.of(PATH)
                : Optional.empty();
    }

    @Override
    public Optional<Attempt.Pass> pass(Scope scope, Request request) {
        return isOffered(scope)
                ? request.cookies()
                        .get(COOKIE)
                        .flatMap(text -> read(text, request.companion(Visitor.class).holder()))
                        .map(id -> new Attempt.Pass(id, rate()))
                : Optional.empty();
    }

    /// Gives whoever asks a new pass.
    void give(Request request, Visitor visitor) {
        var now = clock.instant();
        var token = tokens.issue(visitor.holder(), now, tokens.newId());
        var cookie = new SetCookie(COOKIE, token, AGE);
        request.reply(
                "Set-Cookie", cookie.line(now, Hidden.AS_STANDARD, request.client().secure()));
    }

    /// Where shoppers share a network and the contract tells of a captcha (B.1.3).
    private static boolean isOffered(Scope scope) {
        return scope == Scope.LOGIN || scope == Scope.REGISTER;
    }

    private Rate rate() {
        return new Rate(settings.get(CaptchaSettings.CAPTCHA_PASS_TRIES), AGE);
    }

    /// The id of a sound pass of this visitor.
    private Optional<String> read(String text, String holder) {
        return tokens.read(text, holder)
                .filter(token -> token.issued().plus(AGE).isAfter(clock.instant()))
                .map(SignedTokens.Token::id);
    }
}
