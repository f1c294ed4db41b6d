package dev.foyer.emails;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.emails.AccountConfirmation.Outcome;
import dev.foyer.outbox.MailSettings;
import dev.foyer.session.Csrf;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Method;
import dev.foyer.web.Pages;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.util.List;
import java.util.Map;

/// `GET` and `POST /users/registration/account-confirm-email/<key>/` (contract B.1.6, 0.2.5): a
/// page with a button for people, an act for machines. Mail scanners fetch links like people
/// without pressing buttons: they change nothing.
public final class AccountConfirmEndpoint implements VisitorEndpoint {
    /// Contract 0.2.5.
    public static final Setting<String> CONFIRM_EMAIL_ON_GET =
            Setting.choice(
                    "CONFIRM_EMAIL_ON_GET",
                    List.of("api", "always", "never"),
                    "api",
                    "Whether GET on a confirmation link confirms: only for JSON clients and holders of a CSRF pair,"
                            + " always, or never.");

    private static final String JSON = "application/json";

    private final AccountConfirmation confirmation;
    private final DynamicSettings settings;
    private final Csrf csrf;
    private final Pages pages;

    public AccountConfirmEndpoint(
            AccountConfirmation confirmation, DynamicSettings settings, Csrf csrf, Pages pages) {
        this.confirmation = confirmation;
        this.settings = settings;
        this.csrf = csrf;
        this.pages = pages;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var key = request.pathValue(0);
        var outcome = acts(request) ? confirmation.confirm(key) : confirmation.look(key);
        return request.accept().names(JSON) ? told(outcome, request) : shown(outcome, request);
    }

    private boolean acts(Request request) {
        if (request.method() != Method.GET) {
            return request.method() == Method.POST;
        }
        return switch (settings.get(CONFIRM_EMAIL_ON_GET)) {
            case "always" -> true;
            case "never" -> false;
            default -> request.accept().names(JSON) || csrf.hasPair(request);
        };
    }

    private Response told(Outcome outcome, Request request) {
        return switch (outcome) {
            case PROVED -> Response.detail(200, "ok");
            case OPEN -> page(200, "ask", request);
            case USED, UNKNOWN -> ProblemWriter.answer(new Problem.Empty(404), request);
        };
    }

    private Response shown(Outcome outcome, Request request) {
        return switch (outcome) {
            case OPEN -> page(200, "ask", request);
            case PROVED -> page(200, "done", request);
            case USED -> page(200, "already", request);
            case UNKNOWN ->
                    request.accept().names("text/html")
                            ? page(404, "unknown", request)
                            : ProblemWriter.answer(new Problem.Empty(404), request);
        };
    }

    private Response page(int status, String state, Request request) {
        return pages.page(
                status,
                "confirm-email",
                request.language(),
                Map.of(
                        state,
                        true,
                        "title",
                        request.language().say("confirm." + state + ".title"),
                        "shop",
                        settings.get(MailSettings.SHOP_NAME),
                        "token",
                        state.equals("ask") ? csrf.token(request) : ""));
    }
}
