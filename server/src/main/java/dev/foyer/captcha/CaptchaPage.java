package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.MailSettings;
import dev.foyer.session.Csrf;
import dev.foyer.session.Visitor;
import dev.foyer.web.Pages;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The form of a captcha, by itself for clients and within a page for people. Safe for use by many
/// threads.
public final class CaptchaPage {
    /// What a provider that tells of purposes is told.
    static final String ACTION = "captcha";

    private static final String SCRIPT = "/captcha/work.js";

    private final DynamicSettings settings;
    private final Puzzles puzzles;
    private final Csrf csrf;
    private final Pages pages;
    private final String script = script();

    public CaptchaPage(DynamicSettings settings, Puzzles puzzles, Csrf csrf, Pages pages) {
        this.settings = settings;
        this.puzzles = puzzles;
        this.csrf = csrf;
        this.pages = pages;
    }

    /// The form in HTML (contract B.8.2): its token and its site key are spelled as the published
    /// storefront looks for them. It holds no script.
    ///
    /// @param complaint what is to be shown above it
    String form(Provider provider, Request request, Visitor visitor, Optional<Phrase> complaint) {
        var language = request.language();
        var values = new HashMap<String, Object>();
        complaint.ifPresent(phrase -> values.put("wrong", language.say(phrase)));
        values.put("token", csrf.token(request));
        values.put("widget", provider.widget());
        values.put("field", provider.field());
        values.put("action", ACTION);
        if (provider == Provider.PROOF_OF_WORK) {
            var puzzle = puzzles.issue(visitor.holder());
            values.put("work", true);
            values.put("puzzle", puzzle.text());
            values.put("bits", puzzle.bits());
            values.put("parts", Puzzles.PARTS);
        } else {
            values.put("elsewhere", true);
            values.put("site_key", settings.get(CaptchaSettings.CAPTCHA_SITE_KEY));
        }
        return pages.fragment("captcha-form", language, values);
    }

    /// The page with the form. Its policy allows what this provider needs, and no more.
    Response ask(
            int status,
            Provider provider,
            Request request,
            Visitor visitor,
            Optional<Phrase> complaint) {
        var form = form(provider, request, visitor, complaint);
        var values =
                Map.of(
                        "ask",
                        true,
                        "challenge",
                        form + scriptFor(provider, request),
                        "title",
                        request.language().say("captcha.ask.title"),
                        "shop",
                        settings.get(MailSettings.SHOP_NAME));
        return pages.page(status, "captcha", request.language(), values, allowed(provider));
    }

    /// The page after it.
    ///
    /// @param target where she wants to go on, if she said so
    Response done(Request request, Optional<String> target) {
        var values = new HashMap<String, Object>();
        values.put("done", true);
        values.put("title", request.language().say("captcha.done.title"));
        values.put("shop", settings.get(MailSettings.SHOP_NAME));
        target.ifPresent(place -> values.put("target", place));
        return pages.page(200, "captcha", request.language(), values);
    }

    private String scriptFor(Provider provider, Request request) {
        return provider.isElsewhere()
                ? "<script src=\"%s?hl=%s\" async defer></script>"
                        .formatted(provider.script(), request.language().code())
                : "<script>" + script + "</script>";
    }

    private Map<String, String> allowed(Provider provider) {
        return provider.isElsewhere()
                ? provider.sources()
                : Map.of("script-src", Pages.source(script.getBytes(StandardCharsets.UTF_8)));
    }

    private static String script() {
        try (var stream = CaptchaPage.class.getResourceAsStream(SCRIPT)) {
            return new String(
                    Objects.requireNonNull(stream, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
