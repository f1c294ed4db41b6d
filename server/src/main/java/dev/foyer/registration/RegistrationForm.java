package dev.foyer.registration;

import dev.foyer.credential.Password;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Attributes;
import dev.foyer.customer.Consents;
import dev.foyer.customer.Email;
import dev.foyer.customer.Person;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.json.Json;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import tools.jackson.databind.node.ObjectNode;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What somebody tells who wants to register (contract B.1.5, D.1), in the order of the contract.
///
/// @param attributes the client's own, bounded, without those that the server owns
/// @param code shown from her phone, in the views that want one
/// @param resend whether she asks for another code
record RegistrationForm(
        Person person,
        Email email,
        Password password,
        Consents consents,
        Optional<String> username,
        String userType,
        ObjectNode attributes,
        Optional<String> code,
        boolean resend) {
    /// Contract B.5.6.
    private static final int LONGEST_CODE = 20;

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_USERNAME = 150;

    /// What a form is held against.
    record Rules(PasswordPolicy policy, Phones phones, RegisterView view, LocalDate today) {}

    /// Whether a code is shown, and not asked for.
    boolean isGuess() {
        return code.isPresent() && !resend;
    }

    static RegistrationForm read(Request request, Rules rules) {
        var fields = Fields.of(request);
        var firstName = fields.text("first_name", LONGEST_NAME);
        var lastName = fields.text("last_name", LONGEST_NAME);
        var email = email(fields);
        var password = new Password(fields.password("password", Password.LONGEST));
        if (!fields.truth("confirm") && fields.isRight("confirm")) {
            fields.wrong("confirm", Phrase.of("registration.confirm"));
        }
        var consents = consents(fields);
        var gender = gender(fields);
        var born = born(fields, rules.today());
        var username = Optional.ofNullable(fields.optionalText("username", LONGEST_USERNAME));
        var userType =
                Optional.ofNullable(fields.choice("user_type", List.of("registered", "guest")));
        var phone = phone(fields, rules);
        var attributes = attributes(fields);
        var code = Optional.ofNullable(fields.optionalText("code", LONGEST_CODE));
        boolean resend = fields.nullableTruth("resend");
        if (fields.isRight("password")) {
            var own =
                    new PasswordPolicy.OwnData(
                            username.orElse(""), firstName, lastName, email.map(Email::address));
            rules.policy()
                    .complaints(password, own)
                    .forEach(complaint -> fields.wrong("password", complaint));
        }
        fields.refuseIfWrong();
        return new RegistrationForm(
                new Person(firstName, lastName, phone, gender, born),
                email.orElseThrow(),
                password,
                consents,
                username,
                userType.orElse("registered"),
                attributes,
                code,
                resend);
    }

    private static Optional<Email> email(Fields fields) {
        var email = Email.parse(fields.text("email", Email.LONGEST));
        if (email.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        return email;
    }

    private static Consents consents(Fields fields) {
        return new Consents(
                fields.optionalTruth("email_allowed"),
                fields.optionalTruth("sms_allowed"),
                fields.nullableTruth("call_allowed"),
                fields.optionalTruth("whatsapp_allowed"));
    }

    /// The published storefront sends `none` where nothing was chosen (contract 0.1.10).
    private static Optional<String> gender(Fields fields) {
        return Optional.ofNullable(fields.choice("gender", List.of("female", "male", "none")))
                .filter(gender -> !gender.equals("none"));
    }

    private static Optional<LocalDate> born(Fields fields, LocalDate today) {
        var born = Optional.ofNullable(fields.date("date_of_birth"));
        if (born.filter(today::isBefore).isPresent()) {
            fields.wrong("date_of_birth", Phrase.of("date_in_future"));
        }
        return born;
    }

    private static Optional<Phone> phone(Fields fields, Rules rules) {
        var typed =
                rules.view().requiresPhone()
                        ? Optional.of(fields.text("phone", Phone.LONGEST))
                        : Optional.ofNullable(fields.optionalText("phone", Phone.LONGEST));
        var phone = typed.flatMap(rules.phones()::parse);
        if (typed.isPresent() && phone.isEmpty() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        boolean needsSms = phone.isPresent() && rules.view().requiresCode(phone);
        if (needsSms && !rules.phones().takesSms(phone.get())) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        return phone;
    }

    private static ObjectNode attributes(Fields fields) {
        var sent = Optional.ofNullable(fields.object("attributes")).orElseGet(Json::object);
        Attributes.complaint(sent).ifPresent(phrase -> fields.wrong("attributes", phrase));
        return Attributes.ofClient(sent);
    }

    /// Holds everything that a stranger must not read in a log.
    @Override
    public String toString() {
        return "a registration";
    }
}
