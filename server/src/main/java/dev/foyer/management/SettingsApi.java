package dev.foyer.management;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.DynamicSettings.Change;
import dev.foyer.dynamic.DynamicSettings.Shown;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JsonGenerator;

/// `/api/settings/`: list; `/api/settings/<name>/`: get, set with `{"value": …}`, unset.
public final class SettingsApi {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsApi.class);

    private final DynamicSettings settings;

    public SettingsApi(DynamicSettings settings) {
        this.settings = settings;
    }

    public Response list(Request request) {
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("results");
                    json.writeStartArray();
                    settings.list().forEach(shown -> write(json, shown));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    public Response get(Request request) {
        var name = request.pathValue(0);
        return settings.list().stream()
                .filter(shown -> shown.setting().name().equalsIgnoreCase(name))
                .findFirst()
                .map(shown -> Response.json(200, json -> write(json, shown)))
                .orElseGet(() -> unknown(request, name));
    }

    public Response set(Request request) {
        var value = request.fields().get("value");
        if (value == null) {
            return ProblemWriter.answer(Problem.field("value", Phrase.of("required")), request);
        }
        return answer(request, settings.set(request.pathValue(0), value));
    }

    public Response unset(Request request) {
        return answer(request, settings.unset(request.pathValue(0)));
    }

    private static Response answer(Request request, Change change) {
        return switch (change) {
            case Change.Done(var now) -> {
                LOG.info(
                        "setting {} is now {} ({})",
                        now.setting().name(),
                        now.value(),
                        now.source());
                yield Response.json(200, json -> write(json, now));
            }
            case Change.Unknown(var name) -> unknown(request, name);
            case Change.Wrong(var expected) ->
                    ProblemWriter.answer(
                            Problem.field("value", Phrase.of("setting.expected", expected)),
                            request);
        };
    }

    private static Response unknown(Request request, String name) {
        return ProblemWriter.answer(
                Problem.detail(404, Phrase.of("setting.unknown", name)), request);
    }

    private static void write(JsonGenerator json, Shown shown) {
        json.writeStartObject();
        json.writeStringProperty("name", shown.setting().name());
        json.writeName("value");
        json.writeTree(shown.value());
        json.writeStringProperty("source", shown.source());
        json.writeName("default");
        json.writeTree(shown.setting().standard());
        json.writeStringProperty("expected", shown.setting().expected());
        json.writeStringProperty("help", shown.setting().help());
        json.writeEndObject();
    }
}
