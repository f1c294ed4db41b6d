package dev.foyer.profile;

import dev.foyer.customer.Phone;
import dev.foyer.web.Fields;
import dev.foyer.words.Language;
import dev.foyer.words.Phrase;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Reads the fields of a profile, of which each may be left out. What is `null` or empty is
/// emptied, unless the shop requires it.
final class ProfileFields {
    private final Fields fields;
    private final ProfileForm.Rules rules;

    ProfileFields(Fields fields, ProfileForm.Rules rules) {
        this.fields = fields;
        this.rules = rules;
    }

    /// Whether a field was sent; notes the complaint where it had to be.
    boolean isToBeRead(String name) {
        if (isSent(name)) {
            return true;
        }
        presence(name);
        return false;
    }

    /// Notes the complaint where a field had to be sent and was not.
    void presence(String name) {
        if (rules.whole() && rules.requires(name) && !isSent(name)) {
            fields.wrong(name, Phrase.of("required"));
        }
    }

    /// A name, which is never empty.
    Optional<String> name(String name, int longest) {
        return isToBeRead(name) ? Optional.of(fields.text(name, longest)) : Optional.empty();
    }

    /// A text that may be emptied.
    Told<String> text(String name, int longest) {
        if (!isToBeRead(name)) {
            return Told.nothing();
        }
        return Told.of(
                rules.requires(name)
                        ? Optional.of(fields.text(name, longest))
                        : Optional.ofNullable(fields.optionalText(name, longest)));
    }

    Told<Phone> phone() {
        var typed = text("phone", Phone.LONGEST);
        var phone = typed.value().flatMap(rules.phones()::parse);
        if (typed.value().isPresent() && phone.isEmpty() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        return new Told<>(typed.said(), phone);
    }

    Told<LocalDate> born() {
        if (!isToBeRead("date_of_birth")) {
            return Told.nothing();
        }
        var born = Optional.ofNullable(fields.date("date_of_birth"));
        if (born.filter(rules.today()::isBefore).isPresent()) {
            fields.wrong("date_of_birth", Phrase.of("date_in_future"));
        }
        return filled("date_of_birth", born);
    }

    /// The published storefront sends `none` where nothing was chosen (contract 0.1.10).
    Told<String> gender() {
        if (!isToBeRead("gender")) {
            return Told.nothing();
        }
        var chosen =
                Optional.ofNullable(fields.choice("gender", List.of("female", "male", "none")));
        return filled("gender", chosen.filter(gender -> !gender.equals("none")));
    }

    /// The locale that the shop has for a code; an empty one is not given.
    Optional<String> language(int longest) {
        if (!isToBeRead("language_code")) {
            return Optional.empty();
        }
        var typed = Optional.ofNullable(fields.optionalText("language_code", longest));
        var language = typed.flatMap(rules.languages()::exactly);
        if (typed.isPresent() && language.isEmpty() && fields.isRight("language_code")) {
            fields.wrong("language_code", Phrase.of("not_a_choice", typed.get()));
        }
        return language.map(Language::locale);
    }

    /// A new picture; none; or the address of the present one sent back, which changes nothing.
    Told<Picture> avatar() {
        var name = "avatar";
        if (!isToBeRead(name)) {
            return Told.nothing();
        }
        var file = fields.file(name);
        if (file.isPresent()) {
            return switch (rules.pictures().take(file.get())) {
                case Pictures.Taken.Sound(var picture) -> Told.of(Optional.of(picture));
                case Pictures.Taken.Wrong(var complaint) -> {
                    fields.wrong(name, complaint);
                    yield Told.nothing();
                }
            };
        }
        if (fields.isNothing(name)) {
            return filled(name, Optional.empty());
        }
        var same =
                fields.sent(name)
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .filter(text -> rules.avatar().filter(text::equals).isPresent());
        if (same.isEmpty()) {
            fields.wrong(name, Phrase.of("avatar.not_a_file"));
        }
        return Told.nothing();
    }

    /// Whether a field was sent at all, be it as `null` or empty.
    private boolean isSent(String name) {
        return fields.sent(name).isPresent();
    }

    private <T> Told<T> filled(String name, Optional<T> value) {
        if (value.isEmpty() && rules.requires(name) && fields.isRight(name)) {
            fields.wrong(name, Phrase.of("null"));
        }
        return Told.of(value);
    }
}
