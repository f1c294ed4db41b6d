package dev.foyer.session;

import java.util.Optional;

/// What a shopper has chosen, as far as her session holds it.
///
/// @param currency a code as the shop spelled it when it was chosen
/// @param city a guest's, by name; a customer's stands among her attributes
/// @param language a locale such as `tr-tr`
public record Choices(Optional<String> currency, Optional<String> city, Optional<String> language) {
    public static final Choices NONE =
            new Choices(Optional.empty(), Optional.empty(), Optional.empty());

    public static Choices ofCurrency(String code) {
        return new Choices(Optional.of(code), Optional.empty(), Optional.empty());
    }

    public static Choices ofCity(String name) {
        return new Choices(Optional.empty(), Optional.of(name), Optional.empty());
    }

    public static Choices ofLanguage(String locale) {
        return new Choices(Optional.empty(), Optional.empty(), Optional.of(locale));
    }
}
