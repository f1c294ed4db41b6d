package dev.foyer.web;

import dev.foyer.json.Json;
import dev.foyer.words.Language;
import dev.foyer.words.Phrase;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Map;

/// The one writer of error bodies. Stateless.
public final class ProblemWriter {
    private ProblemWriter() {}

    /// The answer to a problem, in the words of the request's language and in the shapes that its
    /// path speaks.
    public static Response answer(Problem problem, Request request) {
        var language = request.language();
        var response =
                request.plainLists() ? lists(problem, language) : documented(problem, language);
        return switch (problem) {
            case Problem.Detail(_, _, var headers) -> response.with(headers);
            case Problem.Detour(_, _, var headers, _) -> response.with(headers);
            case Problem.Fields _,
                    Problem.Items _,
                    Problem.NonField _,
                    Problem.Service _,
                    Problem.BareList _,
                    Problem.Empty _ ->
                    response;
        };
    }

    /// The answer where there is nothing of that name or number.
    public static Response notFound(Request request) {
        return answer(Problem.notFound(), request);
    }

    private static Response documented(Problem problem, Language language) {
        var body =
                switch (problem) {
                    case Problem.Fields fields -> fields(fields, language);
                    case Problem.Items items -> items(items, language);
                    case Problem.NonField(_, var complaint) -> nonField(language.say(complaint));
                    case Problem.Service(_, var complaint, var code) ->
                            Json.write(
                                    json ->
                                            json.writeStartObject()
                                                    .writeStringProperty(
                                                            "non_field_errors",
                                                            language.say(complaint))
                                                    .writeStringProperty("error_code", code)
                                                    .writeEndObject());
                    case Problem.BareList(_, var complaint) ->
                            Json.write(json -> list(json, language.say(complaint)));
                    case Problem.Detail(_, var complaint, _) -> detail(language.say(complaint));
                    case Problem.Detour(_, var complaint, _, var redirectUrl) ->
                            Json.write(
                                    json ->
                                            json.writeStartObject()
                                                    .writeStringProperty(
                                                            "detail", language.say(complaint))
                                                    .writeStringProperty(
                                                            "redirect_url", redirectUrl)
                                                    .writeEndObject());
                    case Problem.Empty _ -> empty();
                };
        return Response.json(problem.status(), body);
    }

    /// Contract 0.1.5 (d): the published storefront reads field lists only.
    private static Response lists(Problem problem, Language language) {
        return switch (problem) {
            case Problem.Service(var status, var complaint, var code) ->
                    plain(status, complaint, language).with("x-error-code", code);
            case Problem.BareList(var status, var complaint) -> plain(status, complaint, language);
            case Problem.Detail(var status, var complaint, _) -> plain(status, complaint, language);
            // The one further key that this client knows (contract A.7).
            case Problem.Detour(var status, var complaint, _, var redirectUrl) ->
                    Response.json(
                            status,
                            json -> {
                                json.writeStartObject().writeName("non_field_errors");
                                list(json, language.say(complaint));
                                json.writeStringProperty("redirect_url", redirectUrl);
                                json.writeEndObject();
                            });
            case Problem.Fields _, Problem.Items _, Problem.NonField _, Problem.Empty _ ->
                    documented(problem, language);
        };
    }

    private static Response plain(int status, Phrase complaint, Language language) {
        return Response.json(status, nonField(language.say(complaint)));
    }

    private static byte[] fields(Problem.Fields problem, Language language) {
        return Json.write(
                json -> {
                    json.writeStartObject();
                    complaints(json, problem.errors(), language);
                    json.writeEndObject();
                });
    }

    private static byte[] items(Problem.Items problem, Language language) {
        return Json.write(
                json -> {
                    json.writeStartObject();
                    complaints(json, problem.errors(), language);
                    problem.items()
                            .forEach(
                                    (name, items) -> {
                                        json.writeName(name);
                                        json.writeStartArray();
                                        items.forEach(
                                                item -> {
                                                    json.writeStartObject();
                                                    complaints(json, item, language);
                                                    json.writeEndObject();
                                                });
                                        json.writeEndArray();
                                    });
                    json.writeEndObject();
                });
    }

    private static void complaints(
            JsonGenerator json, Map<String, List<Phrase>> errors, Language language) {
        errors.forEach(
                (name, complaints) -> {
                    json.writeName(name);
                    list(json, complaints.stream().map(language::say).toArray(String[]::new));
                });
    }

    private static byte[] nonField(String text) {
        return Json.write(
                json -> {
                    json.writeStartObject().writeName("non_field_errors");
                    list(json, text);
                    json.writeEndObject();
                });
    }

    static byte[] detail(String text) {
        return Json.write(
                json ->
                        json.writeStartObject()
                                .writeStringProperty("detail", text)
                                .writeEndObject());
    }

    private static byte[] empty() {
        return Json.write(json -> json.writeStartObject().writeEndObject());
    }

    private static void list(JsonGenerator json, String... texts) {
        json.writeStartArray();
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
