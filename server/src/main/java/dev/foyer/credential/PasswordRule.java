package dev.foyer.credential;

import dev.foyer.words.Phrase;

import java.util.Map;

/// One rule for new passwords, as a storefront may show it.
///
/// @param code stable; Django's codes where Django has the rule
/// @param parameters by name, as in the setting: numbers and texts
/// @param text what the rule asks for
public record PasswordRule(String code, Map<String, Object> parameters, Phrase text) {}
