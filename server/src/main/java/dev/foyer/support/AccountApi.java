package dev.foyer.support;

import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Activity;
import dev.foyer.customer.Phones;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.support.AccountDesk.Opened;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Languages;
import dev.foyer.words.Phrase;

import java.util.Locale;

/// `POST /api/customers/` opens an account; `POST /api/customers/<id>/deactivate/` closes one and
/// ends its sessions, `…/activate/` opens it again, `…/end-sessions/` signs a customer out
/// everywhere.
public final class AccountApi {
    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private final AccountDesk desk;
    private final AccountForm.Rules rules;
    private final DynamicSettings settings;
    private final Setting<Boolean> uniquePhone;

    /// @param uniquePhone whether a phone belongs to one account alone
    public AccountApi(
            AccountDesk desk,
            PasswordPolicy policy,
            Phones phones,
            Languages languages,
            DynamicSettings settings,
            Setting<Boolean> uniquePhone) {
        this.desk = desk;
        this.rules = new AccountForm.Rules(policy, phones, languages);
        this.settings = settings;
        this.uniquePhone = uniquePhone;
    }

    public Response create(Request request) {
        var form = AccountForm.read(request, rules);
        var breach = form.password().flatMap(rules.policy()::breach);
        if (breach.isPresent()) {
            return ProblemWriter.answer(Problem.field("password", breach.get()), request);
        }
        return switch (desk.open(form, settings.get(uniquePhone), request)) {
            case Opened.Done(var customer, var letter) ->
                    Response.json(
                            200,
                            json -> {
                                json.writeStartObject();
                                json.writeNumberProperty("id", customer.id());
                                json.writeStringProperty("user_type", customer.userType());
                                json.writeBooleanProperty("verified", customer.email().verified());
                                json.writeStringProperty(
                                        "letter", letter.name().toLowerCase(Locale.ROOT));
                                json.writeEndObject();
                            });
            case Opened.EmailTaken() -> taken(request, "email", "registration.email_taken");
            case Opened.PhoneTaken() -> taken(request, "phone", "registration.phone_taken");
            case Opened.Busy() -> ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
        };
    }

    public Response deactivate(Request request) {
        return setActive(request, false);
    }

    public Response activate(Request request) {
        return setActive(request, true);
    }

    public Response endSessions(Request request) {
        return request.pathNumber(0)
                .flatMap(id -> desk.endSessions(id, request))
                .map(
                        ended ->
                                Response.json(
                                        200,
                                        json -> {
                                            json.writeStartObject();
                                            json.writeNumberProperty("ended", ended);
                                            json.writeEndObject();
                                        }))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    private Response setActive(Request request, boolean active) {
        return request.pathNumber(0)
                .map(id -> desk.setActive(id, active, request))
                .filter(change -> change != Activity.Change.UNKNOWN)
                .map(
                        change ->
                                Response.json(
                                        200,
                                        json -> {
                                            json.writeStartObject();
                                            json.writeBooleanProperty("active", active);
                                            json.writeBooleanProperty(
                                                    "changed", change == Activity.Change.DONE);
                                            json.writeEndObject();
                                        }))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    private static Response taken(Request request, String field, String phrase) {
        return ProblemWriter.answer(Problem.field(field, Phrase.of(phrase)), request);
    }
}
