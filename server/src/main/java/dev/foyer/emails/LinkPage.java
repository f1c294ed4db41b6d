package dev.foyer.emails;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.outbox.MailSettings;
import dev.foyer.session.Csrf;
import dev.foyer.web.Method;
import dev.foyer.web.Pages;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.util.List;
import java.util.Map;

/// What all mailed links have in common (contract 0.2.5): who acts by opening one, and the page
/// that the others see. Mail scanners fetch links like people without pressing buttons: they change
/// nothing. Safe for use by many threads.
public final class LinkPage {
    /// Contract 0.2.5.
    public static final Setting<String> CONFIRM_EMAIL_ON_GET =
            Setting.choice(
                    "CONFIRM_EMAIL_ON_GET",
                    List.of("api", "always", "never"),
                    "api",
                    "Whether GET on a confirmation link confirms: only for JSON clients and holders"
                            + " of a CSRF pair, always, or never.");

    static final String JSON = "application/json";

    private final DynamicSettings settings;
    private final Csrf csrf;
    private final Pages pages;

    public LinkPage(DynamicSettings settings, Csrf csrf, Pages pages) {
        this.settings = settings;
        this.csrf = csrf;
        this.pages = pages;
    }

    /// What a page says, by the names of its phrases: `<words>.ask.title`, `….text`, `….button`.
    enum State {
        /// Somebody may press the button.
        ASK("ask", "asks"),
        /// It has been done.
        DONE("done", "good"),
        /// It was done before.
        ALREADY("already", "good"),
        /// Somebody else was quicker.
        TAKEN("taken", "bad"),
        /// There is nothing behind the link.
        UNKNOWN("unknown", "bad");

        private final String phrase;
        private final String look;

        State(String phrase, String look) {
            this.phrase = phrase;
            this.look = look;
        }
    }

    /// Whether this request does what the link is for: a `POST` does; a `GET` where the shop says
    /// so, or where it comes from a machine.
    boolean acts(Request request) {
        if (request.method() != Method.GET) {
            return request.method() == Method.POST;
        }
        return switch (settings.get(CONFIRM_EMAIL_ON_GET)) {
            case "always" -> true;
            case "never" -> false;
            default -> request.accept().names(JSON) || csrf.hasPair(request);
        };
    }

    /// The page in this state.
    Response show(int status, String words, State state, Request request) {
        var phrase = words + "." + state.phrase;
        return pages.page(
                status,
                "mailed-link",
                request.language(),
                Map.of(
                        state.look,
                        true,
                        "title",
                        request.language().say(phrase + ".title"),
                        "text",
                        request.language().say(phrase + ".text"),
                        "button",
                        request.language().say(phrase + ".button"),
                        "shop",
                        settings.get(MailSettings.SHOP_NAME),
                        "token",
                        state == State.ASK ? csrf.token(request) : ""));
    }
}
