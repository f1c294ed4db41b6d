package dev.foyer.profile;

import dev.foyer.session.Choices;
import dev.foyer.session.Preferences;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `POST /users/activate-currency/` (contract B.4.1, 0.2.11): the currency in which a shopper wants
/// to see prices.
public final class ActivateCurrencyEndpoint implements VisitorEndpoint {
    private static final String FIELD = "currency_code";

    /// Codes have five letters at most; this much of what is none is told back.
    private static final int LONGEST = 50;

    private final Currencies currencies;
    private final Preferences preferences;

    public ActivateCurrencyEndpoint(Currencies currencies, Preferences preferences) {
        this.currencies = currencies;
        this.preferences = preferences;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var chosen = Choices.ofCurrency(read(request));
        return switch (preferences.choose(request, visitor, chosen)) {
            case Preferences.Outcome.Kept _ -> Response.empty(204);
            case Preferences.Outcome.Over() ->
                    ProblemWriter.answer(Problem.notAuthenticated(), request);
        };
    }

    private String read(Request request) {
        var fields = Fields.of(request);
        var typed = fields.text(FIELD, LONGEST);
        var code = currencies.find(typed);
        if (code.isEmpty() && fields.isRight(FIELD)) {
            fields.wrong(FIELD, Phrase.of("not_a_choice", typed));
        }
        fields.refuseIfWrong();
        return code.orElseThrow();
    }
}
