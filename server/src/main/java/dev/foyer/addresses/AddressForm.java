package dev.foyer.addresses;

import dev.foyer.address.Address;
import dev.foyer.address.CheckDigits;
import dev.foyer.address.Content;
import dev.foyer.address.Invoice;
import dev.foyer.address.Recipient;
import dev.foyer.address.Whereabouts;
import dev.foyer.customer.Attributes;
import dev.foyer.customer.Email;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.json.Json;
import dev.foyer.places.City;
import dev.foyer.places.Country;
import dev.foyer.places.District;
import dev.foyer.places.Township;
import dev.foyer.web.Fields;
import dev.foyer.words.Phrase;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads an address (contract D.3). Belongs to the one thread that reads.
final class AddressForm {
    /// What an address holds, as clients name it; `primary` is no part of it.
    static final Set<String> FIELDS =
            Set.of(
                    "title",
                    "first_name",
                    "last_name",
                    "email",
                    "phone_number",
                    "country",
                    "city",
                    "township",
                    "district",
                    "line",
                    "postcode",
                    "is_corporate",
                    "company_name",
                    "tax_no",
                    "tax_office",
                    "identity_number",
                    "e_bill_taxpayer",
                    "notes",
                    "extra_field");

    private static final int LONGEST_TITLE = 50;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_POSTCODE = 20;
    private static final int LONGEST_COMPANY = 255;
    private static final int LONGEST_OFFICE = 100;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_NOTES = 500;

    /// What people put between the digits of a number.
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Zs}()./\\p{Pd}]");

    /// Turkey's; of other countries' nothing is known but the letters.
    private static final Pattern TURKISH_POSTCODE = Pattern.compile("[0-9]{5}");

    private static final Pattern POSTCODE = Pattern.compile("[0-9A-Za-z]+([ -][0-9A-Za-z]+)*");

    private final Fields fields;
    private final AddressRules rules;
    private final PlaceFields placeFields;
    private Set<String> required = Set.of();
    private boolean inTurkey;

    private AddressForm(Fields fields, AddressRules rules) {
        this.fields = fields;
        this.rules = rules;
        this.placeFields = new PlaceFields(fields, rules.places());
    }

    /// @throws dev.foyer.web.Refusal with every complaint
    static Content read(Fields fields, AddressRules rules) {
        return new AddressForm(fields, rules).content();
    }

    private Content content() {
        var country = placeFields.country();
        inTurkey = country.filter(one -> one.code().equals("TR")).isPresent();
        required = rules.required(country);
        var title = fields.text("title", LONGEST_TITLE);
        var recipient = recipient();
        var whereabouts = whereabouts(country);
        var invoice = invoice();
        var notes = text("notes", LONGEST_NOTES);
        var extra = extra();
        fields.refuseIfWrong();
        return new Content(title, recipient, whereabouts, invoice, notes, extra);
    }

    private Recipient recipient() {
        return new Recipient(
                text("first_name", LONGEST_NAME).orElse(""),
                text("last_name", LONGEST_NAME).orElse(""),
                email(),
                phone());
    }

    private Optional<Email> email() {
        var typed = text("email", Email.LONGEST);
        var email = typed.flatMap(Email::parse);
        if (typed.isPresent() && email.isEmpty() && fields.isRight("email")) {
            fields.wrong("email", Phrase.of("bad_email"));
        }
        return email;
    }

    private Optional<Phone> phone() {
        var typed = text("phone_number", Phone.LONGEST);
        if (typed.isEmpty() || !fields.isRight("phone_number")) {
            return Optional.empty();
        }
        if (bare(typed.get()).length() < rules.shortestPhone()) {
            fields.wrong("phone_number", Phrase.of("too_short", rules.shortestPhone()));
            return Optional.empty();
        }
        var phone = rules.phones().parse(typed.get());
        if (phone.isEmpty()) {
            fields.wrong("phone_number", Phrase.of("bad_phone"));
        }
        return phone;
    }

    private Whereabouts whereabouts(Optional<Country> country) {
        var city = placeFields.city(country, required);
        var township = placeFields.township(city, required);
        var district = placeFields.district(township, required);
        return new Whereabouts(
                country.map(Country::id).orElse(0),
                city.map(City::id),
                township.map(Township::id),
                district.map(District::id),
                fields.text("line", LONGEST_LINE),
                postcode());
    }

    private Optional<String> postcode() {
        var postcode = text("postcode", LONGEST_POSTCODE);
        var pattern = inTurkey ? TURKISH_POSTCODE : POSTCODE;
        if (postcode.filter(typed -> !pattern.matcher(typed).matches()).isPresent()
                && fields.isRight("postcode")) {
            fields.wrong("postcode", Phrase.of("address.bad_postcode"));
        }
        return postcode;
    }

    private Invoice invoice() {
        boolean corporate = fields.optionalTruth("is_corporate");
        return new Invoice(
                corporate,
                text("company_name", LONGEST_COMPANY, corporate),
                taxNumber(corporate),
                text("tax_office", LONGEST_OFFICE, corporate),
                identityNumber(),
                fields.optionalTruth("e_bill_taxpayer"));
    }

    /// A company's own, or that of the person whose business it is, which is her identity number
    /// (Turkey's law 4358).
    private Optional<String> taxNumber(boolean corporate) {
        var number = text("tax_no", LONGEST_NUMBER, corporate).map(AddressForm::bare);
        boolean sound =
                !inTurkey
                        || number.filter(
                                        typed ->
                                                !CheckDigits.isTaxNumber(typed)
                                                        && !CheckDigits.isIdentityNumber(typed))
                                .isEmpty();
        if (!sound && fields.isRight("tax_no")) {
            fields.wrong("tax_no", Phrase.of("address.bad_tax_no"));
        }
        return number;
    }

    private Optional<String> identityNumber() {
        var number = text("identity_number", LONGEST_NUMBER).map(AddressForm::bare);
        boolean sound =
                !inTurkey || number.filter(typed -> !CheckDigits.isIdentityNumber(typed)).isEmpty();
        if (!sound && fields.isRight("identity_number")) {
            fields.wrong("identity_number", Phrase.of("address.bad_identity_number"));
        }
        return number;
    }

    private Optional<ObjectNode> extra() {
        var sent = Optional.ofNullable(fields.object("extra_field"));
        sent.flatMap(Attributes::complaint)
                .ifPresent(phrase -> fields.wrong("extra_field", phrase));
        return sent;
    }

    private Optional<String> text(String name, int longest) {
        return text(name, longest, required.contains(name));
    }

    private Optional<String> text(String name, int longest, boolean needed) {
        return needed
                ? Optional.of(fields.text(name, longest)).filter(text -> !text.isEmpty())
                : Optional.ofNullable(fields.optionalText(name, longest))
                        .filter(text -> !text.isEmpty());
    }

    private static String bare(String number) {
        return BETWEEN.matcher(number).replaceAll("");
    }

    /// An address as somebody would send it, to lay changes over it.
    static ObjectNode sent(Address address, Phones phones) {
        var content = address.content();
        var recipient = content.recipient();
        var where = content.whereabouts();
        var invoice = content.invoice();
        var sent = Json.object();
        sent.put("title", content.title());
        sent.put("first_name", recipient.firstName()).put("last_name", recipient.lastName());
        put(sent, "email", recipient.email().map(Email::address));
        put(sent, "phone_number", recipient.phone().map(phones::printed));
        sent.put("country", where.country());
        put(sent, "city", where.city().map(String::valueOf));
        put(sent, "township", where.township().map(String::valueOf));
        put(sent, "district", where.district().map(String::valueOf));
        sent.put("line", where.line());
        put(sent, "postcode", where.postcode());
        sent.put("is_corporate", invoice.corporate());
        put(sent, "company_name", invoice.companyName());
        put(sent, "tax_no", invoice.taxNumber());
        put(sent, "tax_office", invoice.taxOffice());
        put(sent, "identity_number", invoice.identityNumber());
        sent.put("e_bill_taxpayer", invoice.electronic());
        put(sent, "notes", content.notes());
        content.extra().ifPresent(extra -> sent.set("extra_field", extra));
        return sent;
    }

    private static void put(ObjectNode sent, String name, Optional<String> value) {
        @Nullable String text = value.orElse(null);
        if (text != null) {
            sent.put(name, text);
        }
    }
}
