package dev.foyer.registration;

import dev.foyer.otp.Checked;
import dev.foyer.otp.Issued;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;

import java.util.List;

/// The code steps of a registration: ask for a code, ask again, show it. The pending form is not
/// kept; the code is bound to the session, the phone and the five values, and the form comes again
/// with it. Safe for use by many threads.
final class Codes {
    private static final String PURPOSE = "registration";

    private final OneTimeCodes codes;

    Codes(OneTimeCodes codes) {
        this.codes = codes;
    }

    /// What a code step comes to, before there is an account.
    sealed interface Step {
        /// The answer is ready.
        record Answered(RegistrationResult result) implements Step {}

        /// The code is right; the account may be made, and spends it.
        record Open(Checked.Ticket ticket) implements Step {}
    }

    Step take(RegistrationForm form, Request request, Visitor visitor) {
        var occasion = occasion(form, visitor);
        if (!form.isGuess()) {
            boolean again = form.resend() && codes.isPending(occasion);
            return new Step.Answered(issue(occasion, again, form, request));
        }
        return switch (codes.check(occasion, form.code().orElseThrow())) {
            case Checked.Accepted(var ticket) -> new Step.Open(ticket);
            case Checked.Mismatch() -> new Step.Answered(new RegistrationResult.CodeMismatch());
            case Checked.Refused() -> new Step.Answered(new RegistrationResult.CodeRefused());
        };
    }

    private RegistrationResult issue(
            OneTimeCodes.Occasion occasion, boolean again, RegistrationForm form, Request request) {
        return switch (codes.issue(occasion, request.client(), request.language())) {
            case Issued.Sent() ->
                    again
                            ? new RegistrationResult.CodeResent()
                            : new RegistrationResult.CodeSent(form);
            case Issued.TooOften(var wait, _) -> new RegistrationResult.CodeTooOften(wait);
        };
    }

    /// The five values in the order in which the documented refusal names them.
    private static OneTimeCodes.Occasion occasion(RegistrationForm form, Visitor visitor) {
        var phone = form.person().phone().orElseThrow();
        return new OneTimeCodes.Occasion(
                PURPOSE,
                visitor.holder(),
                phone,
                List.of(
                        phone.e164(),
                        Boolean.toString(form.consents().sms()),
                        Boolean.toString(form.consents().email()),
                        Boolean.toString(form.consents().call()),
                        form.email().identity()));
    }
}
