package dev.foyer.outbox;

import dev.foyer.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeSet;

/// Ready definitions of well-known providers, after their public documentation. A definition names
/// one as `preset` and gives the values and secrets that it asks for; any other key takes the place
/// of the preset's.
final class GatewayPresets {
    /// Netgsm (Turkey), REST v2: the code `00` means taken over.
    private static final String NETGSM =
            """
            {"url": "https://api.netgsm.com.tr/sms/rest/v2/send",
             "headers": {"Content-Type": "application/json"},
             "basic_auth": {"user": "{user}", "password": "{password}"},
             "body": "{\\"msgheader\\": \\"{sender}\\", \\"encoding\\": \\"TR\\", \
            \\"messages\\": [{\\"msg\\": \\"{text}\\", \\"no\\": \\"{digits}\\"}]}",
             "success": {"status": [200], "body": "\\"code\\"\\\\s*:\\\\s*\\"0[0-2]\\""}}
            """;

    /// Twilio, Programmable Messaging: 201 means queued.
    private static final String TWILIO =
            """
            {"url": "https://api.twilio.com/2010-04-01/Accounts/{account_sid}/Messages.json",
             "headers": {"Content-Type": "application/x-www-form-urlencoded"},
             "basic_auth": {"user": "{account_sid}", "password": "{auth_token}"},
             "body": "To={phone}&From={sender}&Body={text}",
             "success": {"status": [201]}}
            """;

    /// Vonage, SMS API: the status of each part is 0 on success.
    private static final String VONAGE =
            """
            {"url": "https://rest.nexmo.com/sms/json",
             "headers": {"Content-Type": "application/x-www-form-urlencoded"},
             "body": "api_key={api_key}&api_secret={api_secret}&from={sender}&to={digits}\
            &type=unicode&text={text}&client-ref={id}",
             "success": {"status": [200],
                         "body": "^(?!.*\\"status\\"\\\\s*:\\\\s*\\"[1-9]).*\\"status\\"\\\\s*:\\\\s*\\"0\\""}}
            """;

    private static final Map<String, String> PRESETS =
            Map.of("netgsm", NETGSM, "twilio", TWILIO, "vonage", VONAGE);

    private GatewayPresets() {}

    /// The definition with what its preset adds.
    static ObjectNode over(String name, ObjectNode definition) throws GatewayReader.Refused {
        if (!definition.has("preset")) {
            return definition;
        }
        var preset = PRESETS.get(definition.path("preset").asString(""));
        if (preset == null) {
            throw new GatewayReader.Refused(
                    "gateway "
                            + name
                            + ": preset is one of "
                            + String.join(", ", new TreeSet<>(PRESETS.keySet())));
        }
        var whole = (ObjectNode) Json.parseOwn(preset);
        definition.propertyStream().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        return whole;
    }
}
