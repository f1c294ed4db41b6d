package dev.foyer.profile;

import dev.foyer.consent.Subject;
import dev.foyer.customer.Attributes;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Languages;
import dev.foyer.words.Phrase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a customer changes of her profile (contract B.6.1, D.1); what she does not name stays. Her
/// address is not read: it changes by a link alone.
///
/// @param consents those that she names
/// @param attributes the client's own, bounded for themselves
/// @param code shown from her new phone
/// @param resend whether she asks for another code
record ProfileForm(
        Optional<String> firstName,
        Optional<String> lastName,
        Map<Subject, Boolean> consents,
        Told<Picture> avatar,
        Told<Phone> phone,
        Told<LocalDate> dateOfBirth,
        Told<String> gender,
        Told<String> username,
        Optional<String> languageCode,
        Optional<ObjectNode> attributes,
        Optional<String> code,
        boolean resend) {
    /// Contract B.5.6.
    private static final int LONGEST_CODE = 20;

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_USERNAME = 150;
    private static final int LONGEST_LOCALE = 20;

    /// What a form is held against.
    ///
    /// @param required fields that must be named where the form is whole, and never be empty
    /// @param whole whether the form replaces the profile (`PUT`)
    /// @param avatar the address of the present picture, which a client may send back
    record Rules(
            Set<String> required,
            boolean whole,
            Phones phones,
            Languages languages,
            LocalDate today,
            Pictures pictures,
            Optional<String> avatar) {
        boolean requires(String field) {
            return required.contains(field);
        }
    }

    /// @throws dev.foyer.web.Refusal with every complaint
    static ProfileForm read(Request request, Rules rules) {
        var fields = Fields.of(request);
        var reader = new ProfileFields(fields, rules);
        var firstName = reader.name("first_name", LONGEST_NAME);
        var lastName = reader.name("last_name", LONGEST_NAME);
        var consents = consents(fields, reader);
        var avatar = reader.avatar();
        reader.presence("email");
        var phone = reader.phone();
        var born = reader.born();
        var gender = reader.gender();
        var username = reader.text("username", LONGEST_USERNAME);
        var language = reader.language(LONGEST_LOCALE);
        var attributes = attributes(fields, reader);
        var code = Optional.ofNullable(fields.optionalText("code", LONGEST_CODE));
        boolean resend = fields.nullableTruth("resend");
        if ((code.isPresent() || resend) && !phone.said() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("required"));
        }
        fields.refuseIfWrong();
        return new ProfileForm(
                firstName,
                lastName,
                consents,
                avatar,
                phone,
                born,
                gender,
                username,
                language,
                attributes,
                code,
                resend);
    }

    private static Map<Subject, Boolean> consents(Fields fields, ProfileFields reader) {
        var wanted = new EnumMap<Subject, Boolean>(Subject.class);
        for (var subject : List.of(Subject.EMAIL, Subject.SMS, Subject.CALL, Subject.WHATSAPP)) {
            var name = subject.field();
            if (reader.isToBeRead(name)) {
                boolean given =
                        subject == Subject.CALL
                                ? fields.nullableTruth(name)
                                : fields.optionalTruth(name);
                if (!isEmptyText(fields, name)) {
                    wanted.put(subject, given);
                }
            }
        }
        return wanted;
    }

    /// Says nothing of a consent (contract 0.1.10), where `null` says no.
    private static boolean isEmptyText(Fields fields, String name) {
        return fields.isNothing(name) && fields.sent(name).filter(JsonNode::isString).isPresent();
    }

    private static Optional<ObjectNode> attributes(Fields fields, ProfileFields reader) {
        if (!reader.isToBeRead("attributes")) {
            return Optional.empty();
        }
        var sent = Optional.ofNullable(fields.object("attributes"));
        sent.flatMap(Attributes::complaint).ifPresent(phrase -> fields.wrong("attributes", phrase));
        return sent;
    }

    /// Holds everything that a stranger must not read in a log.
    @Override
    public String toString() {
        return "a change of a profile";
    }
}
