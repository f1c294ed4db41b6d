package dev.foyer.password;

import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Fields;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST /users/password/set/` (contract B.5.1): a first password for a customer who has none. Two
/// sources spell the fields, and what is answered, in two ways: both are read, and both are told.
public final class PasswordSetEndpoint implements VisitorEndpoint {
    private static final String HERE = "/users/password/set/";
    private static final String CHANGE_INSTEAD = "/account/change-password/";
    private static final String NOBODY = "/home/";

    private final PasswordChange passwords;

    public PasswordSetEndpoint(PasswordChange passwords) {
        this.passwords = passwords;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        return switch (visitor) {
            case Visitor.Guest _ -> elsewhere(NOBODY);
            case Visitor.SignedIn customer ->
                    passwords.lacksPassword(customer)
                            ? set(request, customer)
                            : elsewhere(CHANGE_INSTEAD);
        };
    }

    private Response set(Request request, Visitor.SignedIn customer) {
        var fields = Fields.of(request);
        var password = NewPassword.read(fields, spelling(request));
        fields.refuseIfWrong();
        return switch (passwords.set(customer, password, request)) {
            case PasswordChange.Outcome.Saved() -> saved(request);
            case PasswordChange.Outcome.Otherwise() -> elsewhere(CHANGE_INSTEAD);
            case PasswordChange.Outcome.Unfit(var complaints) ->
                    ProblemWriter.answer(PasswordProblems.unfit(password, complaints), request);
            case PasswordChange.Outcome.Busy() ->
                    ProblemWriter.answer(PasswordProblems.busy(), request);
        };
    }

    /// Complaints are told under the names that the client uses.
    private static String spelling(Request request) {
        var sent = request.fields();
        boolean isLong = sent.has("new_password1") || sent.has("new_password2");
        boolean isShort = sent.has("password1") || sent.has("password2");
        return isShort && !isLong ? "password" : "new_password";
    }

    private static Response saved(Request request) {
        return Response.json(
                200,
                json ->
                        json.writeStartObject()
                                .writeStringProperty(
                                        "success", request.language().say("password.set"))
                                .writeStringProperty("location", HERE)
                                .writeEndObject());
    }

    /// A redirect with a body, as the guide has it.
    private static Response elsewhere(String path) {
        return Response.json(
                        302,
                        json ->
                                json.writeStartObject()
                                        .writeStringProperty("redirect_url", path)
                                        .writeEndObject())
                .with("Location", path);
    }
}
