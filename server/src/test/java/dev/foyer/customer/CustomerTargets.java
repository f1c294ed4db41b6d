package dev.foyer.customer;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.dynamic.SettingTargets;
import dev.foyer.fuzz.Target;
import dev.foyer.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/// Targets for who somebody is: address, phone, attributes, and what the desk looks for.
public final class CustomerTargets {
    private static final Phones PHONES =
            new Phones(
                    SettingTargets.standing(
                            List.of(Phones.PHONE_DEFAULT_REGION, Phones.PHONE_FORMAT)));

    private CustomerTargets() {}

    /// Reads numbers of Turkey.
    public static Phones phones() {
        return PHONES;
    }

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "email",
                        CustomerTargets::email,
                        "ayse.yilmaz+shop@example.com",
                        "a@çiçek.com.tr",
                        "A@xn--iek-1lab.com",
                        "a@İstanbul.com",
                        "a@localhost",
                        "a@b@c.de"),
                Target.text(
                        "phone",
                        CustomerTargets::phone,
                        "0555 111 22 33",
                        "+90 (555) 111-22-33",
                        "00905551112233",
                        "+1 202 555 0123",
                        "٠٥٥٥١١١٢٢٣٣",
                        "+883 5100 12345"),
                Target.text(
                        "search",
                        CustomerTargets::search,
                        "ayse@exa",
                        "Ayşe Yıl",
                        "0555 11",
                        "+90 555",
                        "00 49"),
                Target.text(
                        "search-cursor", CustomerTargets::cursor, "0.7", "9.999999999999999999"),
                Target.text(
                        "attributes",
                        CustomerTargets::attributes,
                        "{\"a\": 1.5e3, \"confirm\": true, \"b\": {\"c\": [1, 1e400]}}",
                        "{\"verification_required\": null, \"logged_ip\": \"x\"}"));
    }

    private static void email(String typed) {
        Email.parse(typed)
                .ifPresent(
                        email -> {
                            var address = email.address();
                            holds(address.length() <= Email.LONGEST, "it is bounded");
                            holds(
                                    address.chars().allMatch(c -> c > ' ' && c < 0x7f),
                                    "nothing but letters that mail can carry");
                            holds(address.chars().filter(c -> c == '@').count() == 1, "one @");
                            holds(
                                    email.identity().chars().noneMatch(c -> c >= 'A' && c <= 'Z'),
                                    "case is no part of who it is");
                            var again = Email.parse(address);
                            holds(again.equals(Optional.of(email)), "read again it is the same");
                            holds(
                                    again.orElseThrow().address().equals(address),
                                    "and spelled the same");
                            holds(
                                    Email.parse(email.identity()).equals(again),
                                    "its identity is an address");
                        });
    }

    private static void phone(String typed) {
        for (var region : List.of("TR", "US", "DE")) {
            PhoneNumbers.parse(typed, region).ifPresent(phone -> sound(phone, region));
        }
    }

    private static void sound(Phone phone, String region) {
        holds(phone.e164().matches("\\+[0-9]{2,15}"), "a plus sign and digits: " + phone.e164());
        var again = PhoneNumbers.parse(phone.e164(), region);
        holds(again.equals(Optional.of(phone)), "read again it is the same: " + phone.e164());
        var _ = PhoneNumbers.takesSms(phone);
        for (var format : PhoneNumbers.FORMATS) {
            var printed = PhoneNumbers.printed(phone, region, format);
            holds(!printed.isBlank() && printed.length() <= 40, "it is printed");
        }
    }

    private static void search(String typed) {
        SearchTerm.read(typed, PHONES)
                .ifPresent(
                        term -> {
                            holds(term.lookups().size() <= 4, "a few looks at most");
                            for (var lookup : term.lookups()) {
                                holds(!lookup.prefix().isEmpty(), "it begins like something");
                                holds(lookup.prefix().indexOf('\0') < 0, "it can be asked for");
                                holds(
                                        lookup.place() != SearchTerm.Place.PHONE
                                                || lookup.prefix().matches("\\+[0-9]*"),
                                        "a phone begins with a plus sign and digits");
                            }
                        });
    }

    private static void cursor(String text) {
        CustomerSearch.Cursor.read(text)
                .ifPresent(
                        cursor ->
                                holds(
                                        CustomerSearch.Cursor.read(cursor.toString())
                                                .equals(Optional.of(cursor)),
                                        "written and read it is the same"));
    }

    private static void attributes(String text) {
        ObjectNode sent;
        try {
            if (!(Json.parse(text) instanceof ObjectNode object)) {
                return;
            }
            sent = object;
        } catch (Json.Malformed _) {
            return;
        }
        var before = Json.object().put("logged_ip", "192.0.2.1").put("kept", 1);
        var merged = Attributes.merged(before, sent);
        holds(merged.path("logged_ip").asString("").equals("192.0.2.1"), "the server's own stays");
        var printed = Attributes.printed(merged);
        holds(printed.equals(merged), "printing changes no value");
        if (Attributes.isBounded(sent) && Attributes.hasShortNumbers(sent)) {
            holds(Json.text(printed).length() < 64 * 1024, "it stays bounded");
            holds(
                    plain(sent) <= 60_000,
                    "written out in digits, as the database does, it stays bounded");
        }
    }

    /// Characters of all numbers without exponents.
    private static long plain(tools.jackson.databind.JsonNode node) {
        return node.isNumber()
                ? node.decimalValue().toPlainString().length()
                : node.valueStream().mapToLong(CustomerTargets::plain).sum();
    }
}
