package dev.foyer.login;

import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import java.util.Optional;

/// What somebody shows at the door who signs in by a code (contract B.5.6).
///
/// @param code empty in the first step
record CodeLoginForm(Phone phone, Optional<String> code) {
    /// Contract B.5.6.
    private static final int SHORTEST_CODE = 4;

    /// Contract B.5.6.
    private static final int LONGEST_CODE = 20;

    static CodeLoginForm read(Request request, Phones phones) {
        var fields = Fields.of(request);
        var phone = phones.parse(fields.text("phone", Phone.LONGEST)).filter(phones::takesSms);
        if (phone.isEmpty() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        var code =
                fields.isNothing("code")
                        ? Optional.<String>empty()
                        : Optional.of(fields.text("code", LONGEST_CODE));
        if (fields.isRight("code")
                && code.filter(text -> text.length() < SHORTEST_CODE).isPresent()) {
            fields.wrong("code", Phrase.of("otp.too_short", SHORTEST_CODE));
        }
        fields.refuseIfWrong();
        return new CodeLoginForm(phone.orElseThrow(), code);
    }

    @Override
    public String toString() {
        return "a sign-in by " + phone;
    }
}
