package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.session.Visitor;
import dev.foyer.web.Counters;
import dev.foyer.web.Method;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Redirects;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.stream.Stream;

/// `GET` and `POST /users/captcha/`, a page or JSON, and `/users/pz-captcha/`, JSON alone (contract
/// B.8.2). Where the shop has no captcha there is nothing.
public final class CaptchaEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(CaptchaEndpoint.class);
    private static final String JSON = "application/json";

    /// The published storefront sends whatever its widget gave under this name.
    private static final String STOREFRONT_FIELD = "g-recaptcha-response";

    /// Seconds; a provider that was away for a moment may be back.
    private static final int RETRY_AFTER = 5;

    private final Captcha captcha;
    private final Passes passes;
    private final CaptchaPage page;
    private final DynamicSettings settings;
    private final Redirects redirects;
    private final Counters counters;

    public CaptchaEndpoint(
            Captcha captcha,
            Passes passes,
            CaptchaPage page,
            DynamicSettings settings,
            Redirects redirects,
            Counters counters) {
        this.captcha = captcha;
        this.passes = passes;
        this.page = page;
        this.settings = settings;
        this.redirects = redirects;
        this.counters = counters;
    }

    /// For people, and for clients that name JSON.
    public Response page(Request request, Visitor visitor) {
        var provider = Provider.inUse(settings);
        if (provider == Provider.NONE || request.accept().names(JSON)) {
            return json(request, visitor);
        }
        if (request.method() != Method.POST) {
            return page.ask(200, provider, request, visitor, Optional.empty());
        }
        return switch (judge(provider, request, visitor)) {
            case CaptchaResult.Solved() -> page.done(request, target(request));
            case CaptchaResult.Wrong() ->
                    page.ask(400, provider, request, visitor, says("captcha.wrong"));
            case CaptchaResult.Unjudged() ->
                    page.ask(503, provider, request, visitor, says("captcha.unjudged"))
                            .with("Retry-After", Integer.toString(RETRY_AFTER));
            case CaptchaResult.TooOften(var refusal) ->
                    tooOften(refusal, provider, request, visitor);
        };
    }

    private static Optional<Phrase> says(String name) {
        return Optional.of(Phrase.of(name));
    }

    private Response tooOften(
            Refusal refusal, Provider provider, Request request, Visitor visitor) {
        if (!(refusal.problem()
                instanceof Problem.Detail(var status, var complaint, var headers))) {
            throw refusal;
        }
        var answer = page.ask(status, provider, request, visitor, Optional.of(complaint));
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /// For clients.
    public Response json(Request request, Visitor visitor) {
        var provider = Provider.inUse(settings);
        if (provider == Provider.NONE) {
            return ProblemWriter.answer(Problem.notFound(), request);
        }
        if (request.method() != Method.POST) {
            return one("html", page.form(provider, request, visitor, Optional.empty()));
        }
        return switch (judge(provider, request, visitor)) {
            case CaptchaResult.Solved() -> one("location", target(request).orElse("/"));
            case CaptchaResult.Wrong() ->
                    ProblemWriter.answer(
                            new Problem.NonField(400, Phrase.of("captcha.wrong")), request);
            case CaptchaResult.Unjudged() ->
                    ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
            case CaptchaResult.TooOften(var refusal) ->
                    ProblemWriter.answer(refusal.problem(), request);
        };
    }

    private CaptchaResult judge(Provider provider, Request request, Visitor visitor) {
        var result = captcha.judge(provider, answer(provider, request), request, visitor);
        if (result instanceof CaptchaResult.Solved) {
            passes.give(request, visitor);
        }
        LOG.info("captcha {} provider={} request={}", result.text(), provider.text(), request.id());
        counters.count(
                "foyer_captchas_total", "provider", provider.text(), "result", result.text());
        return result;
    }

    private static String answer(Provider provider, Request request) {
        var fields = request.fields();
        return Stream.of(provider.field(), STOREFRONT_FIELD)
                .map(name -> fields.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// A path without its slash would be looked for beneath this one.
    private Optional<String> target(Request request) {
        return redirects
                .target(request)
                .map(next -> next.startsWith("/") || next.contains("://") ? next : "/" + next);
    }

    private static Response one(String name, String value) {
        return Response.json(
                200,
                json -> json.writeStartObject().writeStringProperty(name, value).writeEndObject());
    }
}
