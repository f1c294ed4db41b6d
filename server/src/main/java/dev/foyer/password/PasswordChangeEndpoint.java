package dev.foyer.password;

import dev.foyer.credential.Password;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Rate;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.time.Duration;

/// `POST /users/password/change/` (contract B.5.3).
public final class PasswordChangeEndpoint implements CustomerEndpoint {
    /// Whoever holds a stolen session may not guess what it does not tell: the same bounds as at
    /// the door, of which only the customer herself knows.
    private static final Rate MOST_FAILURES = new Rate(100, Duration.ofDays(1));

    private final PasswordChange passwords;
    private final Throttle throttle;
    private final Signer signer;

    public PasswordChangeEndpoint(PasswordChange passwords, Throttle throttle, Secrets secrets) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.signer = secrets.signer("shown password");
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn customer) {
        var fields = Fields.of(request);
        var old = new Password(fields.password("old_password", Password.LONGEST));
        var password = NewPassword.read(fields);
        fields.refuseIfWrong();
        var ticket = throttle.admit(attempt(customer, old), request);
        var outcome = passwords.change(customer, old, password, request.language());
        if (!(outcome instanceof PasswordChange.Outcome.Otherwise)) {
            throttle.giveBack(ticket);
        }
        return switch (outcome) {
            case PasswordChange.Outcome.Saved() ->
                    Response.detail(200, request.language().say("password.saved"));
            case PasswordChange.Outcome.Otherwise() ->
                    ProblemWriter.answer(
                            Problem.field("old_password", Phrase.of("password.old_wrong")),
                            request);
            case PasswordChange.Outcome.Unfit(var complaints) ->
                    ProblemWriter.answer(PasswordProblems.unfit(password, complaints), request);
            case PasswordChange.Outcome.Busy() ->
                    ProblemWriter.answer(PasswordProblems.busy(), request);
        };
    }

    private Attempt attempt(Visitor.SignedIn customer, Password old) {
        return Attempt.on(Scope.LOGIN, "customer " + customer.customerId())
                .showing(old.signed(signer))
                .atMost("account-day", MOST_FAILURES);
    }
}
