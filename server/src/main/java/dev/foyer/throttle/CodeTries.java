package dev.foyer.throttle;

import dev.foyer.customer.Phone;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;

import java.util.function.Predicate;
import java.util.function.Supplier;

/// How often codes may be asked for and shown (contract 0.2.14). Codes asked for are counted by
/// phone and network, in the scope `otp`. Codes shown are counted like passwords, in the scope
/// `login`, but by who shows them and not by phone: a code fits nobody but who asked for it, so
/// that whoever guesses elsewhere is compared with nothing, and must not shut the owner of a phone
/// out. Safe for use by many threads.
public final class CodeTries {
    private final Throttle throttle;

    public CodeTries(Throttle throttle) {
        this.throttle = throttle;
    }

    /// Does what asks for a code. The try is given back unless one was sent.
    ///
    /// @throws Refusal 429
    public <T> T asking(Phone phone, Request request, Supplier<T> step, Predicate<T> sent) {
        var attempt = Attempt.on(Scope.OTP, "phone " + phone.e164()).from(request.client());
        var ticket = throttle.admit(attempt, request);
        var result = step.get();
        if (!sent.test(result)) {
            throttle.giveBack(ticket);
        }
        return result;
    }

    /// Does what shows a code. The try is given back unless the code was wrong. Where only the
    /// network's share is used up, the code is looked at all the same, since each code bears five
    /// tries and no more; a wrong one is answered with 429 then.
    ///
    /// @param holder who shows it: a session, or a customer
    /// @throws Refusal 429
    public <T> T showing(String holder, Request request, Supplier<T> step, Predicate<T> wrong) {
        var attempt = Attempt.on(Scope.LOGIN, "codes of " + holder).from(request.client());
        return failing(attempt, request, step, wrong);
    }

    /// Does what may tell a stranger whether anybody has a phone; only where it does, it counts for
    /// the network, as a failed sign-in does.
    ///
    /// @throws Refusal 429
    public <T> T probing(Request request, Supplier<T> step, Predicate<T> told) {
        return failing(Attempt.by(Scope.LOGIN, request.client()), request, step, told);
    }

    private <T> T failing(Attempt attempt, Request request, Supplier<T> step, Predicate<T> failed) {
        return switch (throttle.take(attempt)) {
            case Verdict.Admitted(var ticket) -> {
                var result = step.get();
                if (!failed.test(result)) {
                    throttle.giveBack(ticket);
                }
                yield result;
            }
            case Verdict.Crowded(var ticket, var refused) -> {
                var result = step.get();
                if (failed.test(result)) {
                    throw throttle.refusal(refused, request);
                }
                throttle.giveBack(ticket);
                yield result;
            }
            case Verdict.Refused refused -> throw throttle.refusal(refused, request);
        };
    }
}
