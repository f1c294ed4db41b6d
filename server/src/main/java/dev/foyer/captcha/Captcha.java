package dev.foyer.captcha;

import dev.foyer.secret.Sha256;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.Ticket;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;

import java.util.Arrays;

/// Decides whether a captcha is solved. Safe for use by many threads.
public final class Captcha {
    /// Turnstile's answers have 2048 characters at most; those of the others grow with the years.
    private static final int LONGEST_ANSWER = 16_384;

    /// 128 bits: nobody gains by two answers that collide.
    private static final int ID_BYTES = 16;

    private final Puzzles puzzles;
    private final SiteVerify siteVerify;
    private final SpentCaptchas spent;
    private final Throttle throttle;

    public Captcha(Puzzles puzzles, SiteVerify siteVerify, SpentCaptchas spent, Throttle throttle) {
        this.puzzles = puzzles;
        this.siteVerify = siteVerify;
        this.spent = spent;
        this.throttle = throttle;
    }

    /// Judges an answer, and spends it where it is right.
    CaptchaResult judge(Provider provider, String answer, Request request, Visitor visitor) {
        return switch (provider) {
            case NONE -> new CaptchaResult.Wrong();
            case PROOF_OF_WORK ->
                    puzzles.solved(answer, visitor.holder())
                            .map(puzzle -> spent(provider, puzzle))
                            .orElseGet(CaptchaResult.Wrong::new);
            case RECAPTCHA, HCAPTCHA, TURNSTILE -> judgedElsewhere(provider, answer, request);
        };
    }

    /// What we judge ourselves is cheap; here a wrong answer costs a call to somebody else. Only
    /// wrong ones count: a network that is crowded lives by right ones.
    private CaptchaResult judgedElsewhere(Provider provider, String answer, Request request) {
        if (answer.isEmpty() || answer.length() > LONGEST_ANSWER) {
            return new CaptchaResult.Wrong();
        }
        Ticket ticket;
        try {
            // Told once, however often the published client repeats it.
            var attempt = Attempt.by(Scope.CAPTCHA, request.client()).showing(answer);
            ticket = throttle.admit(attempt, request);
        } catch (Refusal refusal) {
            return new CaptchaResult.TooOften(refusal);
        }
        var result = asked(provider, answer, request.client().network());
        if (!(result instanceof CaptchaResult.Wrong)) {
            throttle.giveBack(ticket);
        }
        return result;
    }

    private CaptchaResult asked(Provider provider, String answer, String network) {
        return switch (siteVerify.judge(provider, answer, network)) {
            case RIGHT -> spent(provider, answer);
            case WRONG -> new CaptchaResult.Wrong();
            case NONE -> new CaptchaResult.Unjudged();
        };
    }

    /// Under a key of ours it would count once more after a rotation.
    private CaptchaResult spent(Provider provider, String captcha) {
        var digest = Sha256.of(provider.text() + " " + captcha).bytes();
        return spent.spend(Arrays.copyOf(digest, ID_BYTES))
                ? new CaptchaResult.Solved()
                : new CaptchaResult.Wrong();
    }
}
