package dev.foyer.management;

import dev.foyer.credential.StoredHashes;
import dev.foyer.customer.Attributes;
import dev.foyer.customer.Consents;
import dev.foyer.customer.Email;
import dev.foyer.customer.ImportedCustomer;
import dev.foyer.customer.ImportedCustomer.Address;
import dev.foyer.customer.Person;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.json.Json;
import dev.foyer.web.Fields;
import dev.foyer.web.Timestamps;
import dev.foyer.words.Language;
import dev.foyer.words.Phrase;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads one record of an import, by the rules of registration where these bind data and not
/// people: names may be missing, nothing needs to be confirmed, and what the server owns in
/// `attributes` is taken as it comes, since an operator sends it. A name that no record has is
/// refused, so that no column is lost by a slip of the pen.
final class CustomerRecordForm {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_USERNAME = 150;
    private static final int LONGEST_EXTERNAL_ID = 200;
    private static final int LONGEST_VERSION = 50;
    private static final int LONGEST_TIME = 40;
    private static final int LONGEST_HASH = 1000;
    private static final int LONGEST_LOCALE = 20;
    private static final int MOST_FURTHER_ADDRESSES = 20;

    private static final List<String> CLIENT_TYPES =
            List.of("default", "android", "ios", "instore", "b2b");

    /// Clocks of two shops differ.
    private static final Duration LENIENCE = Duration.ofDays(1);

    private final Fields fields;
    private final ObjectNode record;
    private final Instant now;

    private CustomerRecordForm(ObjectNode record, Instant now) {
        this.fields = Fields.of(record);
        this.record = record;
        this.now = now;
    }

    /// What a record holds, or what is wrong with it.
    sealed interface Read {
        /// A customer who may come in.
        record Sound(ImportedCustomer customer, Optional<String> hash) implements Read {
            @Override
            public String toString() {
                return "a sound record";
            }
        }

        /// What is wrong, by field.
        record Wrong(Map<String, List<Phrase>> complaints) implements Read {}
    }

    static Read read(ObjectNode record, Phones phones, Language language, Instant now) {
        return new CustomerRecordForm(record, now).read(phones, language);
    }

    private Read read(Phones phones, Language language) {
        var externalId = text("external_id", LONGEST_EXTERNAL_ID);
        var addresses = addresses();
        var username = text("username", LONGEST_USERNAME);
        var hash = hash();
        var person = person(phones);
        var phoneVerified = verified("phone_verified", "phone_verified_at");
        var customer =
                new ImportedCustomer(
                        externalId,
                        username,
                        person,
                        addresses,
                        person.phone().flatMap(_ -> phoneVerified),
                        consents(),
                        text("consent_version", LONGEST_VERSION),
                        past("consented_at"),
                        locale().orElse(language.locale()),
                        attributes(),
                        choice("user_type", List.of("registered", "guest")).orElse("registered"),
                        choice("client_type", CLIENT_TYPES).orElse("default"),
                        fields.isNothing("is_active") || fields.optionalTruth("is_active"),
                        past("date_joined").orElse(now),
                        past("last_login"));
        refuseUnknownNames();
        return fields.complaints().isEmpty()
                ? new Read.Sound(customer, hash)
                : new Read.Wrong(fields.complaints());
    }

    private Optional<String> choice(String name, List<String> choices) {
        return Optional.ofNullable(fields.choice(name, choices));
    }

    private Optional<String> text(String name, int longest) {
        return Optional.ofNullable(fields.optionalText(name, longest));
    }

    /// The primary address, then the further ones. Other shops list the primary one among these
    /// again: what is proved of one spelling is proved of the address.
    private List<Address> addresses() {
        var found = new LinkedHashMap<String, Address>();
        var primary = Email.parse(fields.text("email", Email.LONGEST));
        var verified = verified("email_verified", "email_verified_at");
        if (primary.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        primary.ifPresent(email -> add(found, new Address(email, verified)));
        furtherAddresses().forEach(address -> add(found, address));
        return List.copyOf(found.values());
    }

    private static void add(Map<String, Address> found, Address address) {
        found.merge(
                address.email().identity(),
                address,
                (first, again) -> new Address(first.email(), first.verified().or(again::verified)));
    }

    private List<Address> furtherAddresses() {
        if (fields.isNothing("emails")) {
            return List.of();
        }
        var list = record.get("emails");
        if (!list.isArray() || !list.valueStream().allMatch(ObjectNode.class::isInstance)) {
            fields.wrong("emails", Phrase.of("import.not_a_list"));
            return List.of();
        }
        if (list.size() > MOST_FURTHER_ADDRESSES) {
            fields.wrong("emails", Phrase.of("import.too_many", MOST_FURTHER_ADDRESSES));
            return List.of();
        }
        var addresses = new ArrayList<Address>();
        for (var entry : list) {
            var form = new CustomerRecordForm((ObjectNode) entry, now);
            var email = Email.parse(form.fields.text("email", Email.LONGEST));
            var verified = form.verified("verified", "verified_at");
            if (email.isEmpty() || !form.fields.complaints().isEmpty()) {
                fields.wrong("emails", Phrase.of("bad_email"));
            } else {
                addresses.add(new Address(email.get(), verified));
            }
        }
        return addresses;
    }

    /// When something was proved: the time counts where the flag is true or missing.
    private Optional<Instant> verified(String flag, String time) {
        var when = past(time);
        boolean proved = fields.isNothing(flag) ? when.isPresent() : fields.optionalTruth(flag);
        return proved ? when.or(() -> Optional.of(now)) : Optional.empty();
    }

    private Optional<Instant> past(String name) {
        var typed = text(name, LONGEST_TIME);
        var time = typed.flatMap(Timestamps::parse);
        if (typed.isPresent() && time.isEmpty() && fields.isRight(name)) {
            fields.wrong(name, Phrase.of("import.bad_time"));
        }
        if (time.filter(when -> when.isAfter(now.plus(LENIENCE))).isPresent()) {
            fields.wrong(name, Phrase.of("import.future"));
        }
        return time;
    }

    private Optional<String> hash() {
        var told = text("password_hash", LONGEST_HASH);
        if (told.isEmpty() || !fields.isRight("password_hash")) {
            return Optional.empty();
        }
        return switch (StoredHashes.admit(told.get())) {
            case StoredHashes.Admission.Accepted(var hash) -> Optional.of(hash);
            case StoredHashes.Admission.Unusable() -> Optional.empty();
            case StoredHashes.Admission.Refused _ -> {
                fields.wrong("password_hash", Phrase.of("import.bad_hash"));
                yield Optional.empty();
            }
        };
    }

    private Person person(Phones phones) {
        var first = text("first_name", LONGEST_NAME).orElse("");
        var last = text("last_name", LONGEST_NAME).orElse("");
        var typed = text("phone", Phone.LONGEST);
        var phone = typed.flatMap(phones::parse);
        if (typed.isPresent() && phone.isEmpty() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        var gender =
                choice("gender", List.of("female", "male", "none"))
                        .filter(told -> !told.equals("none"));
        var born = Optional.ofNullable(fields.date("date_of_birth"));
        if (born.filter(LocalDate.ofInstant(now, ZoneOffset.UTC)::isBefore).isPresent()) {
            fields.wrong("date_of_birth", Phrase.of("date_in_future"));
        }
        return new Person(first, last, phone, gender, born);
    }

    private Optional<String> locale() {
        var told =
                text("language_code", LONGEST_LOCALE)
                        .map(code -> code.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (told.isPresent() && !told.get().matches("[a-z]{2,3}(-[a-z0-9]{2,8})*")) {
            fields.wrong("language_code", Phrase.of("not_a_choice", told.get()));
        }
        return told;
    }

    private Consents consents() {
        return new Consents(
                fields.nullableTruth("email_allowed"),
                fields.nullableTruth("sms_allowed"),
                fields.nullableTruth("call_allowed"),
                fields.nullableTruth("whatsapp_allowed"));
    }

    /// The bounds are those of a client's own values; what the server owns comes on top of them.
    private ObjectNode attributes() {
        var told = Optional.ofNullable(fields.object("attributes")).orElseGet(Json::object);
        boolean bounded = Attributes.isClientsBounded(told) && isBounded(told);
        (bounded ? Attributes.complaintOfContent(told) : Optional.of(Attributes.tooMuch()))
                .ifPresent(phrase -> fields.wrong("attributes", phrase));
        return told;
    }

    private static boolean isBounded(ObjectNode told) {
        return Json.text(told).getBytes(StandardCharsets.UTF_8).length <= 2 * Attributes.LARGEST;
    }

    private void refuseUnknownNames() {
        for (var name : record.propertyNames()) {
            if (!CustomerRecord.NAMES.contains(name)) {
                fields.wrong(name, Phrase.of("import.unknown"));
            }
        }
    }
}
