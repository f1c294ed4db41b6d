package dev.foyer.password;

import dev.foyer.credential.Password;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `POST /users/password/change/` (contract B.5.3).
public final class PasswordChangeEndpoint implements CustomerEndpoint {
    private final PasswordChange passwords;

    public PasswordChangeEndpoint(PasswordChange passwords) {
        this.passwords = passwords;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn customer) {
        var fields = Fields.of(request);
        var old = new Password(fields.password("old_password", Password.LONGEST));
        var password = NewPassword.read(fields);
        fields.refuseIfWrong();
        return switch (passwords.change(customer, old, password, request)) {
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
