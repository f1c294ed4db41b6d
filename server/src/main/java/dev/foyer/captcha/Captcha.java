package dev.foyer.captcha;

import dev.foyer.secret.Sha256;
import dev.foyer.session.Visitor;

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

    public Captcha(Puzzles puzzles, SiteVerify siteVerify, SpentCaptchas spent) {
        this.puzzles = puzzles;
        this.siteVerify = siteVerify;
        this.spent = spent;
    }

    /// Judges an answer, and spends it where it is right.
    CaptchaResult judge(Provider provider, String answer, Visitor visitor) {
        return switch (provider) {
            case NONE -> new CaptchaResult.Wrong();
            case PROOF_OF_WORK ->
                    puzzles.solved(answer, visitor.holder())
                            .map(puzzle -> spent(provider, puzzle))
                            .orElseGet(CaptchaResult.Wrong::new);
            case RECAPTCHA, HCAPTCHA, TURNSTILE -> judgedElsewhere(provider, answer);
        };
    }

    private CaptchaResult judgedElsewhere(Provider provider, String answer) {
        if (answer.isEmpty() || answer.length() > LONGEST_ANSWER) {
            return new CaptchaResult.Wrong();
        }
        return switch (siteVerify.judge(provider, answer)) {
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
