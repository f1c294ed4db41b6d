package dev.foyer.unsubscribe;

import dev.foyer.customer.Shapes;
import dev.foyer.unsubscribe.Services.Change;
import dev.foyer.unsubscribe.Services.Shown;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JsonGenerator;

import java.time.Duration;
import java.util.Optional;

/// `/api/services/` on the management port: list and add; `/api/services/<name>/`: remove;
/// `/api/services/<name>/rotate/`: another secret.
public final class ServicesApi {
    private static final Logger LOG = LoggerFactory.getLogger(ServicesApi.class);

    private static final Duration STANDARD_OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final Services services;

    public ServicesApi(Services services) {
        this.services = services;
    }

    public Response list(Request request) {
        return Response.list(services.list(), ServicesApi::write);
    }

    public Response add(Request request) {
        var fields = Fields.of(request);
        var name = fields.text("name", Integer.MAX_VALUE);
        if (fields.isRight("name") && !HookSettings.NAME.matcher(name).matches()) {
            fields.wrong("name", expected(HookSettings.NAME_EXPECTED));
        }
        var gateway = Optional.ofNullable(fields.choice("gateway", Gateway.WORDS));
        if (gateway.isEmpty() && fields.isRight("gateway")) {
            fields.wrong("gateway", Phrase.of("required"));
        }
        var secret = secret(fields);
        var options =
                new Service.Options(
                        fields.optionalTruth("allow_batches"),
                        fields.optionalTruth("require_signature"));
        fields.refuseIfWrong();
        var kind = gateway.flatMap(Gateway::named).orElseThrow();
        return answer(request, name, "added", services.add(name, kind, secret, options));
    }

    public Response rotate(Request request) {
        var fields = Fields.of(request);
        var overlap = overlap(fields);
        var secret = secret(fields);
        fields.refuseIfWrong();
        var name = request.pathValue(0);
        return isName(name)
                ? answer(request, name, "rotated", services.rotate(name, secret, overlap))
                : unknown(request, name);
    }

    public Response remove(Request request) {
        var name = request.pathValue(0);
        return isName(name)
                ? answer(request, name, "removed", services.remove(name))
                : unknown(request, name);
    }

    private static Response answer(Request request, String name, String verb, Change change) {
        return switch (change) {
            case Change.Done(var service, var secret) -> {
                LOG.info("service {} ({}) {}", name, service.gateway().word(), verb);
                yield Response.json(200, json -> write(json, service, secret));
            }
            case Change.Taken() ->
                    ProblemWriter.answer(
                            Problem.field("name", Phrase.of("service.taken")), request);
            case Change.Unknown() -> unknown(request, name);
            case Change.OfSetting() ->
                    ProblemWriter.answer(
                            Problem.detail(409, Phrase.of("service.of_setting", name)), request);
        };
    }

    private static Optional<String> secret(Fields fields) {
        if (fields.isNothing("secret")) {
            return Optional.empty();
        }
        var secret = fields.password("secret", Integer.MAX_VALUE);
        if (fields.isRight("secret") && !HookSettings.isSecret(secret)) {
            fields.wrong("secret", expected(HookSettings.SECRET_EXPECTED));
        }
        return Optional.of(secret);
    }

    private static Duration overlap(Fields fields) {
        var text = fields.optionalText("overlap", Integer.MAX_VALUE);
        if (text == null || !fields.isRight("overlap")) {
            return STANDARD_OVERLAP;
        }
        var overlap =
                text.matches("\\d{1,9}")
                        ? Duration.ofSeconds(Integer.parseInt(text))
                        : LONGEST_OVERLAP.plusSeconds(1);
        if (overlap.compareTo(LONGEST_OVERLAP) > 0) {
            fields.wrong(
                    "overlap", expected("whole seconds from 0 to " + LONGEST_OVERLAP.toSeconds()));
        }
        return overlap;
    }

    private static Phrase expected(String what) {
        return Phrase.of("setting.expected", what);
    }

    private static boolean isName(String text) {
        return HookSettings.NAME.matcher(text).matches();
    }

    private static Response unknown(Request request, String name) {
        return ProblemWriter.answer(
                Problem.detail(404, Phrase.of("service.unknown", name)), request);
    }

    private static void write(JsonGenerator json, Shown service, Optional<String> secret) {
        json.writeStartObject();
        write(json, service);
        secret.ifPresent(text -> json.writeStringProperty("secret", text));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Shown service) {
        json.writeStringProperty("name", service.name());
        json.writeStringProperty("gateway", service.gateway().word());
        json.writeBooleanProperty("active", service.active());
        json.writeStringProperty("source", service.addedByHand() ? "added" : "setting");
        json.writeBooleanProperty("allow_batches", service.options().allowsBatches());
        json.writeBooleanProperty("require_signature", service.options().requiresSignature());
        var dates = service.dates();
        Shapes.optional(json, "created", dates.map(Services.Dates::created).map(Shapes::timestamp));
        Shapes.optional(
                json, "rotated", dates.flatMap(Services.Dates::rotated).map(Shapes::timestamp));
        Shapes.optional(
                json,
                "overlap_until",
                dates.flatMap(Services.Dates::overlapUntil).map(Shapes::timestamp));
    }
}
