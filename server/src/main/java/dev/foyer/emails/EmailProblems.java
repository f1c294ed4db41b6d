package dev.foyer.emails;

import dev.foyer.customer.Email;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.words.Phrase;

import java.util.Optional;

/// What may be wrong with an address, in the shapes of the contract.
final class EmailProblems {
    private EmailProblems() {}

    /// The address of the field `email`; a complaint is noted where it is none.
    static Optional<Email> read(Fields fields) {
        var email = Email.parse(fields.text("email", Email.LONGEST));
        if (email.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        return email;
    }

    /// The printed text (contract B.1.9).
    static Problem taken() {
        return Problem.field("email", Phrase.of("emails.exists"));
    }
}
