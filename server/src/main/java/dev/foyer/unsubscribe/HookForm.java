package dev.foyer.unsubscribe;

import dev.foyer.consent.Subject;
import dev.foyer.customer.Email;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.web.Fields;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the body of either hook (contract B.2.1, B.2.2).
final class HookForm {
    /// Contract B.2.1.
    private static final int MOST_PEOPLE = 100;

    /// What a hook can withdraw; of WhatsApp the contract says nothing there.
    private static final List<Subject> SUBJECTS = List.of(Subject.EMAIL, Subject.SMS, Subject.CALL);

    private final Phones phones;
    private final Gateway gateway;

    HookForm(Phones phones, Gateway gateway) {
        this.phones = phones;
        this.gateway = gateway;
    }

    HookCall read(Request request) {
        var fields = Fields.of(request);
        var service = fields.text("service_name", HookSettings.LONGEST_NAME);
        var hash = fields.text("hash_value", Integer.MAX_VALUE);
        var time = HookTime.parse(fields.text("request_datetime", Integer.MAX_VALUE));
        if (time.isEmpty() && fields.isRight("request_datetime")) {
            fields.wrong("request_datetime", Phrase.of("bad_datetime"));
        }
        var people =
                fields.items("unsubscribed_users", MOST_PEOPLE).stream().map(this::person).toList();
        fields.refuseIfWrong();
        return new HookCall(
                service,
                hash,
                time.orElseThrow(),
                people.stream().flatMap(Optional::stream).toList());
    }

    /// Empty where something was wrong with her.
    private Optional<HookCall.Person> person(Fields person) {
        return switch (gateway) {
            case KVKK -> byEither(person);
            case DEFAULT -> {
                var email = email(person, person.text("email", Email.LONGEST));
                var subjects = subjects(person);
                yield email.map(address -> new HookCall.Person.ByEmail(address, subjects));
            }
        };
    }

    private Optional<HookCall.Person> byEither(Fields person) {
        var typedPhone = Optional.ofNullable(person.optionalText("phone", Phone.LONGEST));
        var phone = typedPhone.flatMap(phones::parse);
        if (typedPhone.isPresent() && phone.isEmpty() && person.isRight("phone")) {
            person.wrong("phone", Phrase.of("bad_phone"));
        }
        var typedEmail = Optional.ofNullable(person.optionalText("email", Email.LONGEST));
        var email = typedEmail.flatMap(typed -> email(person, typed));
        var subjects = subjects(person);
        if (person.areRight() && typedPhone.isPresent() && typedEmail.isPresent()) {
            person.wrongAsAWhole(Phrase.of("hook.phone_and_email"));
        }
        if (person.areRight() && typedPhone.isEmpty() && typedEmail.isEmpty()) {
            person.wrongAsAWhole(Phrase.of("hook.nobody"));
        }
        return phone.<HookCall.Person>map(number -> new HookCall.Person.ByPhone(number, subjects))
                .or(() -> email.map(address -> new HookCall.Person.ByEmail(address, subjects)));
    }

    private static Optional<Email> email(Fields person, String typed) {
        var email = Email.parse(typed);
        if (email.isEmpty() && person.isRight("email")) {
            person.wrong("email", Phrase.of("bad_email"));
        }
        return email;
    }

    /// What is set to `false`. `true` is refused by the KVKK hook and ignored by the other one
    /// (contract E.1, 16).
    private Set<Subject> subjects(Fields person) {
        var withdrawn = EnumSet.noneOf(Subject.class);
        for (var subject : SUBJECTS) {
            var name = subject.field();
            boolean allowed = person.optionalTruth(name);
            if (!person.isNothing(name) && !allowed) {
                withdrawn.add(subject);
            }
            if (allowed && gateway == Gateway.KVKK) {
                person.wrong(name, Phrase.of("hook.only_false"));
            }
        }
        return withdrawn;
    }
}
