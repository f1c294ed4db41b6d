package dev.foyer.profile;

import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// What an operator may change about profiles.
public final class ProfileSettings {
    private static final List<String> FIELDS =
            List.of(
                    "first_name",
                    "last_name",
                    "email",
                    "phone",
                    "date_of_birth",
                    "gender",
                    "username",
                    "language_code",
                    "email_allowed",
                    "sms_allowed",
                    "call_allowed",
                    "whatsapp_allowed",
                    "attributes",
                    "avatar");

    private static final String EXPECTED =
            "a list of field names, each once, of " + String.join(", ", FIELDS);

    /// Contract B.6.1. The default is what registration requires and a profile can change.
    public static final Setting<List<String>> USER_REQUIRED_FIELDS =
            Setting.shaped(
                    "USER_REQUIRED_FIELDS",
                    EXPECTED,
                    List.of("first_name", "last_name"),
                    "The fields that PUT /users/profile/ must bring, and that no change may empty.",
                    ProfileSettings::names,
                    Secrecy.NONE);

    private ProfileSettings() {}

    private static Reading<List<String>> names(JsonNode node) {
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            return Reading.wrong(EXPECTED);
        }
        var names = node.valueStream().map(JsonNode::stringValue).toList();
        return FIELDS.containsAll(names) && names.stream().distinct().count() == names.size()
                ? Reading.value(names)
                : Reading.wrong(EXPECTED);
    }
}
