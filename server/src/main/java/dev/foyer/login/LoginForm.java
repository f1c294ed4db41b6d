package dev.foyer.login;

import dev.foyer.credential.Password;
import dev.foyer.customer.Email;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

/// What somebody shows at the door (contract B.1.3).
record LoginForm(Email email, Password password) {
    static LoginForm read(Request request) {
        var fields = Fields.of(request);
        var email = Email.parse(fields.text("email", Email.LONGEST));
        if (email.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        var password = fields.password("password", Password.LONGEST);
        fields.refuseIfWrong();
        return new LoginForm(email.orElseThrow(), new Password(password));
    }
}
