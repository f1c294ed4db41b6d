package dev.foyer.password;

import dev.foyer.credential.PasswordPolicy;
import dev.foyer.credential.PasswordRule;
import dev.foyer.json.Json;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Language;

import tools.jackson.core.JsonGenerator;

/// `GET /users/password/rules/` (ours): what a storefront shows beside the field of a new password.
public final class PasswordRulesEndpoint implements VisitorEndpoint {
    private final PasswordPolicy policy;

    public PasswordRulesEndpoint(PasswordPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var rules = policy.rules();
        var language = request.language();
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("preset", rules.preset());
                    json.writeNumberProperty("min_length", rules.shortest());
                    json.writeNumberProperty("max_length", rules.longest());
                    json.writeArrayPropertyStart("rules");
                    rules.rules().forEach(rule -> write(json, rule, language));
                    json.writeEndArray();
                    json.writeStringProperty("advice", language.say("password.rule.advice"));
                    json.writeEndObject();
                });
    }

    private static void write(JsonGenerator json, PasswordRule rule, Language language) {
        json.writeStartObject();
        json.writeStringProperty("code", rule.code());
        json.writeName("parameters");
        json.writeTree(Json.node(rule.parameters()));
        json.writeStringProperty("text", language.say(rule.text()));
        json.writeEndObject();
    }
}
