package dev.foyer.password;

import dev.foyer.credential.Password;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Throttle;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `POST /users/password/change/` (contract B.5.3).
public final class PasswordChangeEndpoint implements CustomerEndpoint {
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
        var attempt = Attempt.onPasswordOf(customer.customerId()).showing(old.signed(signer));
        var ticket = throttle.admit(attempt, request);
        var outcome = passwords.change(customer, old, password, request);
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
}
