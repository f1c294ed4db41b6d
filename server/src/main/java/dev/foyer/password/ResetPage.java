package dev.foyer.password;

import dev.foyer.credential.Password;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.MailSettings;
import dev.foyer.session.Csrf;
import dev.foyer.web.Pages;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The page behind the mailed link: the form, what is wrong with what was typed, that it is done,
/// or that the link is dead. Of the account it holds the address alone, and only where the link
/// works. Safe for use by many threads.
public final class ResetPage {
    private final DynamicSettings settings;
    private final Csrf csrf;
    private final Pages pages;

    public ResetPage(DynamicSettings settings, Csrf csrf, Pages pages) {
        this.settings = settings;
        this.csrf = csrf;
        this.pages = pages;
    }

    /// The form, with complaints by field where there are any; those of no field under `""`.
    ///
    /// @param address hidden in the form, so that a password manager knows whose password it is;
    ///   whoever is shown it could as well take the account
    Response ask(int status, Request request, String address, Map<String, List<Phrase>> errors) {
        var values = new HashMap<String, Object>();
        values.put("address", address);
        values.put("token", csrf.token(request));
        values.put("longest", Password.LONGEST);
        values.put("field1", complaints(request, errors.getOrDefault("new_password1", List.of())));
        values.put("field2", complaints(request, errors.getOrDefault("new_password2", List.of())));
        values.put("general", complaints(request, errors.getOrDefault("", List.of())));
        return page(status, "ask", request, !errors.isEmpty(), values);
    }

    Response done(Request request) {
        return page(200, "done", request, false, new HashMap<>());
    }

    Response dead(int status, Request request) {
        return page(status, "dead", request, false, new HashMap<>());
    }

    private Response page(
            int status, String state, Request request, boolean wrong, Map<String, Object> values) {
        var language = request.language();
        var title = language.say("reset." + state + ".title");
        values.put(state, true);
        // A screen reader says the title first.
        values.put("title", wrong ? language.say("reset.wrong") + ": " + title : title);
        values.put("shop", settings.get(MailSettings.SHOP_NAME));
        return pages.page(status, "reset-password", language, values);
    }

    /// A section of the template that is left out where there is nothing to say.
    private static List<Map<String, Object>> complaints(Request request, List<Phrase> phrases) {
        var said = phrases.stream().distinct().map(request.language()::say).toList();
        return said.isEmpty() ? List.of() : List.of(Map.of("lines", said));
    }
}
