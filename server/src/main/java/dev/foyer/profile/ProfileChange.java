package dev.foyer.profile;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.Origin;
import dev.foyer.customer.Attributes;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Person;
import dev.foyer.customer.Profiles;
import dev.foyer.customer.Profiles.PhoneChange;
import dev.foyer.db.Database;
import dev.foyer.db.Failures;
import dev.foyer.otp.Issued;
import dev.foyer.secret.Secrets;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;
import dev.foyer.words.Phrase;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes a profile: all that was asked for in one transaction, or nothing. Where a new phone
/// waits for its code, the rest is done at once. Safe for use by many threads.
public final class ProfileChange {
    private final Database database;
    private final PhoneCodes codes;
    private final ProfileRules rules;
    private final ConsentLedger ledger;
    private final Notes notes;
    private final Secrets secrets;
    private final InstantSource clock;

    public ProfileChange(
            Database database,
            PhoneCodes codes,
            ProfileRules rules,
            ConsentLedger ledger,
            Notes notes,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.codes = codes;
        this.rules = rules;
        this.ledger = ledger;
        this.notes = notes;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// To whom a change is told: the customer, and the audit.
    public record Notes(PhoneLetter letter, Audit audit) {
        @Override
        public String toString() {
            return "notes";
        }
    }

    /// Takes the step of the phone, then does the rest.
    ProfileResult decide(
            ProfileForm form, Profiles.Held present, Request request, Visitor visitor) {
        var step = codes.take(form, present, visitor, request);
        try {
            return switch (step) {
                case PhoneCodes.Step.Refused() -> new ProfileResult.CodeRefused();
                case PhoneCodes.Step.Unreachable() -> wrong("phone", "bad_phone");
                case PhoneCodes.Step.Ask(var phone) ->
                        codes.asking(
                                phone,
                                request,
                                () -> change(form, step, request, visitor, present));
                case PhoneCodes.Step.None _, PhoneCodes.Step.Plain _, PhoneCodes.Step.Open _ ->
                        change(form, step, request, visitor, present);
            };
        } catch (RuntimeException e) {
            // Two have asked for one user name at once; everything else that may be one alone is
            // queued for.
            if (Failures.isTaken(e)) {
                return wrong("username", "registration.username_taken");
            }
            throw e;
        }
    }

    private ProfileResult change(
            ProfileForm form,
            PhoneCodes.Step step,
            Request request,
            Visitor visitor,
            Profiles.Held present) {
        return database.write(tx -> change(tx, form, step, request, visitor, present));
    }

    private ProfileResult change(
            Handle tx,
            ProfileForm form,
            PhoneCodes.Step step,
            Request request,
            Visitor visitor,
            Profiles.Held seen) {
        var held = Profiles.hold(tx, seen.customer().id());
        if (held.isEmpty()) {
            return new ProfileResult.Gone();
        }
        var before = held.get().customer();
        if (step instanceof PhoneCodes.Step.Open(_, var ticket) && !codes.spend(tx, ticket)) {
            return new ProfileResult.CodeRefused();
        }
        var phone = phoneChange(form, step, before);
        var after = after(form, before, phone);
        var complaints = rules.complaints(tx, form, step, after);
        if (!complaints.isEmpty()) {
            return new ProfileResult.Wrong(complaints);
        }
        write(tx, form, after, phone, request);
        note(tx, Kind.PROFILE_CHANGED, after.id(), request);
        if (!after.person().phone().equals(before.person().phone())) {
            var former = before.person().phone();
            notes.letter().leave(tx, after, former, request.language(), clock.instant());
            note(tx, Kind.PHONE_CHANGED, after.id(), request);
        }
        var now = Customers.find(tx, before.id()).orElseThrow();
        return step instanceof PhoneCodes.Step.Ask(var wanted)
                ? switch (codes.send(tx, now, wanted, visitor, request)) {
                    case Issued.Sent() -> new ProfileResult.CodeSent(now);
                    case Issued.TooOften(var pause, _) -> new ProfileResult.CodeTooOften(pause);
                }
                : new ProfileResult.Changed(now);
    }

    /// Without a code the phone that she has keeps whatever was shown of it.
    private static PhoneChange phoneChange(
            ProfileForm form, PhoneCodes.Step step, Customer before) {
        return switch (step) {
            case PhoneCodes.Step.Open _ -> PhoneChange.PROVED;
            case PhoneCodes.Step.Plain _ ->
                    form.phone().value().equals(before.person().phone())
                            ? PhoneChange.NONE
                            : PhoneChange.UNPROVED;
            case PhoneCodes.Step.None _,
                    PhoneCodes.Step.Ask _,
                    PhoneCodes.Step.Refused _,
                    PhoneCodes.Step.Unreachable _ ->
                    PhoneChange.NONE;
        };
    }

    private Customer after(ProfileForm form, Customer before, PhoneChange phone) {
        var merged =
                form.attributes()
                        .map(sent -> Attributes.merged(before.attributes(), sent))
                        .orElse(before.attributes());
        var attributes =
                phone == PhoneChange.NONE
                        ? merged
                        : Attributes.withPhoneProved(merged, phone == PhoneChange.PROVED);
        var person = before.person();
        return new Customer(
                before.id(),
                form.username().over(before.username()),
                new Person(
                        form.firstName().orElse(person.firstName()),
                        form.lastName().orElse(person.lastName()),
                        phone == PhoneChange.NONE ? person.phone() : form.phone().value(),
                        form.gender().over(person.gender()),
                        form.dateOfBirth().over(person.dateOfBirth())),
                before.email(),
                before.consents(),
                avatar(form, before),
                form.languageCode().orElse(before.languageCode()),
                attributes,
                before.userType(),
                before.clientType(),
                before.active(),
                before.dateJoined(),
                before.lastLogin());
    }

    private Optional<String> avatar(ProfileForm form, Customer before) {
        return form.avatar().said()
                ? form.avatar()
                        .value()
                        .map(_ -> Avatars.path(secrets.randomHex(Avatars.TOKEN_BYTES)))
                : before.avatar();
    }

    private void write(
            Handle tx, ProfileForm form, Customer after, PhoneChange phone, Request request) {
        var now = clock.instant();
        Profiles.update(tx, after, phone, now);
        if (form.avatar().said()) {
            form.avatar()
                    .value()
                    .ifPresentOrElse(
                            picture -> {
                                var token = Avatars.token(after.avatar().orElseThrow());
                                Avatars.put(tx, after.id(), token, picture, now);
                            },
                            () -> Avatars.remove(tx, after.id()));
        }
        if (!form.consents().isEmpty()) {
            var version = after.attributes().path("kvkk_flat_page_version").asString("");
            var origin = Origin.of(Origin.Source.PROFILE, request, Optional.of(version));
            if (ledger.change(tx, after.id(), form.consents(), origin) > 0) {
                note(tx, Kind.CONSENT_CHANGED, after.id(), request);
            }
        }
    }

    private void note(Handle tx, Kind kind, long id, Request request) {
        notes.audit().note(tx, Event.byCustomer(kind, id, request));
    }

    private static ProfileResult wrong(String field, String phrase) {
        return new ProfileResult.Wrong(Map.of(field, List.of(Phrase.of(phrase))));
    }
}
