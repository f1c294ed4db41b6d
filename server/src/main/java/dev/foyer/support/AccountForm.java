package dev.foyer.support;

import dev.foyer.credential.Password;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Email;
import dev.foyer.customer.Person;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Language;
import dev.foyer.words.Languages;
import dev.foyer.words.Phrase;

import java.util.Optional;

/// What an operator tells of somebody for whom an account is to be opened.
///
/// @param verified whether the operator vouches for the address, so that no letter has to prove it
/// @param password empty where she is to choose it herself
record AccountForm(
        Person person,
        Email email,
        boolean verified,
        Optional<Password> password,
        Language language) {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_LANGUAGE = 20;

    /// What a form is held against.
    record Rules(PasswordPolicy policy, Phones phones, Languages languages) {
        @Override
        public String toString() {
            return "rules";
        }
    }

    static AccountForm read(Request request, Rules rules) {
        var fields = Fields.of(request);
        var email = Email.parse(fields.text("email", Email.LONGEST));
        if (email.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        var firstName = fields.text("first_name", LONGEST_NAME);
        var lastName = fields.text("last_name", LONGEST_NAME);
        var phone = phone(fields, rules.phones());
        boolean verified = fields.nullableTruth("verified");
        var password = password(fields);
        var language = language(fields, rules.languages());
        if (fields.isRight("password")) {
            var own =
                    new PasswordPolicy.OwnData("", firstName, lastName, email.map(Email::address));
            password.ifPresent(
                    typed ->
                            rules.policy()
                                    .complaints(typed, own)
                                    .forEach(complaint -> fields.wrong("password", complaint)));
        }
        fields.refuseIfWrong();
        return new AccountForm(
                new Person(firstName, lastName, phone, Optional.empty(), Optional.empty()),
                email.orElseThrow(),
                verified,
                password,
                language);
    }

    private static Optional<Phone> phone(Fields fields, Phones phones) {
        var typed = Optional.ofNullable(fields.optionalText("phone", Phone.LONGEST));
        var phone = typed.flatMap(phones::parse);
        if (typed.isPresent() && phone.isEmpty() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        return phone;
    }

    private static Optional<Password> password(Fields fields) {
        return fields.isNothing("password")
                ? Optional.empty()
                : Optional.of(new Password(fields.password("password", Password.LONGEST)));
    }

    private static Language language(Fields fields, Languages languages) {
        var told = Optional.ofNullable(fields.optionalText("language", LONGEST_LANGUAGE));
        var language = told.flatMap(languages::exactly);
        if (told.isPresent() && language.isEmpty() && fields.isRight("language")) {
            fields.wrong("language", Phrase.of("not_a_choice", told.get()));
        }
        return language.orElseGet(languages::standard);
    }

    @Override
    public String toString() {
        return "an account";
    }
}
