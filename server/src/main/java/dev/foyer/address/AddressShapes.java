package dev.foyer.address;

import dev.foyer.customer.Email;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Shapes;
import dev.foyer.places.City;
import dev.foyer.places.Country;
import dev.foyer.places.District;
import dev.foyer.places.Places;
import dev.foyer.places.Township;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// The printed shapes of addresses and places, key by key in the order of `selected_address`
/// (contract B.1.2); the nested ones as the published storefront reads them. Safe for use by many
/// threads.
public final class AddressShapes {
    private final Phones phones;
    private final Places places;

    public AddressShapes(Phones phones, Places places) {
        this.phones = phones;
        this.places = places;
    }

    /// An address with the numbers of its places: the shape of `selected_address`.
    public void flat(JsonGenerator json, Address address) {
        write(json, address, plain(address));
    }

    /// An address with its places and its customer as objects: `GET /address/detailed/`.
    public void detailed(JsonGenerator json, Address address) {
        write(json, address, nested(address));
    }

    /// How the five references of an address are written.
    private record References(
            Consumer<JsonGenerator> user,
            Consumer<JsonGenerator> country,
            Consumer<JsonGenerator> city,
            Consumer<JsonGenerator> township,
            Consumer<JsonGenerator> district) {}

    private static References plain(Address address) {
        var where = address.content().whereabouts();
        return new References(
                json -> json.writeNumber(address.customerId()),
                json -> json.writeNumber(where.country()),
                number(where.city()),
                number(where.township()),
                number(where.district()));
    }

    private References nested(Address address) {
        var where = address.content().whereabouts();
        return new References(
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("pk", address.customerId());
                    json.writeEndObject();
                },
                place(Optional.of(where.country()), places::country, this::country),
                place(where.city(), places::city, this::city),
                place(where.township(), places::township, this::township),
                place(where.district(), places::district, this::district));
    }

    private static Consumer<JsonGenerator> number(Optional<Integer> id) {
        return json -> id.ifPresentOrElse(json::writeNumber, json::writeNull);
    }

    /// A place that is not on the shop's list any more is `null`.
    private static <T> Consumer<JsonGenerator> place(
            Optional<Integer> id,
            LongFunction<Optional<T>> finder,
            BiConsumer<JsonGenerator, T> writer) {
        return json ->
                id.flatMap(number -> finder.apply(number))
                        .ifPresentOrElse(place -> writer.accept(json, place), json::writeNull);
    }

    private void write(JsonGenerator json, Address address, References references) {
        var content = address.content();
        var recipient = content.recipient();
        var where = content.whereabouts();
        var invoice = content.invoice();
        json.writeStartObject();
        json.writeNumberProperty("pk", address.id());
        Shapes.optional(json, "tax_no", invoice.taxNumber());
        json.writeStringProperty("last_name", recipient.lastName());
        json.writeName("extra_field");
        content.extra().ifPresentOrElse(json::writeTree, json::writeNull);
        json.writeBooleanProperty("primary", address.primary());
        json.writeBooleanProperty("e_bill_taxpayer", invoice.electronic());
        Shapes.optional(json, "postcode", where.postcode());
        json.writeStringProperty("hash_data", content.fingerprint());
        json.writeStringProperty("line", where.line());
        json.writeBooleanProperty("is_corporate", invoice.corporate());
        write(json, "city", references.city());
        json.writeStringProperty("first_name", recipient.firstName());
        write(json, "district", references.district());
        json.writeStringProperty("title", content.title());
        json.writeNullProperty("remote_id");
        Shapes.optional(json, "company_name", invoice.companyName());
        Shapes.optional(json, "tax_office", invoice.taxOffice());
        json.writeStringProperty("address_type", "customer");
        json.writeStringProperty(
                "email", recipient.email().map(Email::address).orElse(address.customerEmail()));
        Shapes.optional(json, "phone_number", recipient.phone().map(phones::printed));
        write(json, "user", references.user());
        write(json, "township", references.township());
        write(json, "country", references.country());
        Shapes.optional(json, "notes", content.notes());
        Shapes.optional(json, "identity_number", invoice.identityNumber());
        json.writeNullProperty("retail_store");
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Consumer<JsonGenerator> value) {
        json.writeName(name);
        value.accept(json);
    }

    public void country(JsonGenerator json, Country country) {
        start(json, country.id(), country.name());
        json.writeStringProperty("code", country.code().toLowerCase(Locale.ROOT));
        json.writeNullProperty("translations");
        json.writeEndObject();
    }

    public void city(JsonGenerator json, City city) {
        start(json, city.id(), city.name());
        json.writeName("country");
        country(json, places.home());
        json.writeNullProperty("postcode");
        json.writeNullProperty("priority");
        json.writeNullProperty("translations");
        json.writeEndObject();
    }

    public void township(JsonGenerator json, Township township) {
        start(json, township.id(), township.name());
        json.writeName("city");
        places.city(township.city()).ifPresentOrElse(city -> city(json, city), json::writeNull);
        json.writeNullProperty("postcode");
        json.writeEndObject();
    }

    public void district(JsonGenerator json, District district) {
        start(json, district.id(), district.name());
        json.writeNumberProperty("city", district.township().city());
        json.writeNumberProperty("township", district.township().id());
        json.writeNullProperty("postcode");
        json.writeEndObject();
    }

    private static void start(JsonGenerator json, int id, String name) {
        json.writeStartObject();
        json.writeNumberProperty("pk", id);
        json.writeBooleanProperty("is_active", true);
        json.writeStringProperty("name", name);
    }
}
