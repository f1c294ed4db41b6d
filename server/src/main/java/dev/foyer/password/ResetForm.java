package dev.foyer.password;

import dev.foyer.customer.Email;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import java.util.List;
import java.util.Optional;

/// What somebody tells who has forgotten her password (contract B.5.4).
///
/// @param frontendId the storefront that she uses; empty where it is not told
record ResetForm(Email email, String frontendId) {
    private static final int LONGEST_ID = 100;

    /// @param frontendIds those that may be told (`VALID_FRONTEND_IDS`)
    static ResetForm read(Request request, List<String> frontendIds) {
        var fields = Fields.of(request);
        var email = Email.parse(fields.text("email", Email.LONGEST));
        if (email.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        var frontendId = Optional.ofNullable(fields.optionalText("frontend_id", LONGEST_ID));
        if (fields.isRight("frontend_id")) {
            frontendId
                    .filter(id -> !id.isEmpty() && !frontendIds.contains(id))
                    .ifPresent(id -> fields.wrong("frontend_id", Phrase.of("not_a_choice", id)));
        }
        fields.refuseIfWrong();
        return new ResetForm(email.orElseThrow(), frontendId.orElse(""));
    }
}
