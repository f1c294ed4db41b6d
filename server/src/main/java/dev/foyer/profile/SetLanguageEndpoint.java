package dev.foyer.profile;

import dev.foyer.session.Choices;
import dev.foyer.session.Preferences;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Redirects;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Language;
import dev.foyer.words.Languages;
import dev.foyer.words.Phrase;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// `POST /i18n/setlang/` (contract B.9): the language that a shopper wants to read where her client
/// names none. A form of a page may name with `next` where to go on; scripts get 204.
public final class SetLanguageEndpoint implements VisitorEndpoint {
    private static final String FIELD = "language";

    /// The longest tag that is likely (RFC 5646, 4.4.1).
    private static final int LONGEST = 35;

    private final Languages languages;
    private final Preferences preferences;
    private final Redirects redirects;

    public SetLanguageEndpoint(Languages languages, Preferences preferences, Redirects redirects) {
        this.languages = languages;
        this.preferences = preferences;
        this.redirects = redirects;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var chosen = Choices.ofLanguage(read(request).locale());
        return switch (preferences.choose(request, visitor, chosen)) {
            case Preferences.Outcome.Kept _ ->
                    target(request)
                            .map(target -> Response.empty(302).with("Location", target))
                            .orElseGet(() -> Response.empty(204));
            case Preferences.Outcome.Over() ->
                    ProblemWriter.answer(Problem.notAuthenticated(), request);
        };
    }

    private Language read(Request request) {
        var fields = Fields.of(request);
        var typed = fields.text(FIELD, LONGEST);
        var language = languages.exactly(typed);
        if (language.isEmpty() && fields.isRight(FIELD)) {
            fields.wrong(FIELD, Phrase.of("not_a_choice", typed));
        }
        fields.refuseIfWrong();
        return language.orElseThrow();
    }

    /// Scripts, which say so by their own header, would follow a redirect to a page that they did
    /// not ask for.
    private Optional<String> target(Request request) {
        if ("XMLHttpRequest".equalsIgnoreCase(request.header("x-requested-with"))) {
            return Optional.empty();
        }
        return Optional.of(request.fields().path("next").stringValue("").strip())
                .filter(redirects::isAllowed)
                .or(() -> redirects.target(request))
                .flatMap(SetLanguageEndpoint::location);
    }

    /// A target as a header may carry it; a path of the shop begins at its root.
    private static Optional<String> location(String next) {
        try {
            var uri = new URI(next);
            boolean rooted = uri.isAbsolute() || next.startsWith("/");
            return Optional.of((rooted ? "" : "/") + uri.toASCIIString());
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
