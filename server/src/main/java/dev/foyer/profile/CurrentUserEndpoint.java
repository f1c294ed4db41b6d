package dev.foyer.profile;

import dev.foyer.address.Address;
import dev.foyer.address.AddressShapes;
import dev.foyer.address.Addresses;
import dev.foyer.customer.Attributes;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.json.Json;
import dev.foyer.json.Phrasebook;
import dev.foyer.secret.Digest;
import dev.foyer.session.Beside;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `GET /current_user/` (contract B.1.2): what a storefront asks for on every page, and hence kept
/// ready beside the session for as long as neither the customer nor a setting changes.
public final class CurrentUserEndpoint implements CustomerEndpoint {
    /// The names in an answer: those of the body, of the usual attributes and of an address, but
    /// for the first of each. One that is not here makes what is kept longer, and nothing else.
    static final Phrasebook PHRASES =
            Phrasebook.of(
                    List.of(
                            """
                            first_name last_name phone email email_allowed sms_allowed call_allowed attributes
                            logged_ip kvkk_flat_page_version confirm verified_phone hashed_email
                            date_joined last_login gender date_of_birth is_email_verified
                            is_social_networks_connected client_type selected_address

                            tax_no extra_field primary e_bill_taxpayer postcode hash_data line is_corporate city
                            district title remote_id company_name tax_office address_type phone_number user township
                            country notes identity_number retail_store"""
                                    .split("\\s+", -1)));

    private final Database database;
    private final DynamicSettings settings;
    private final Phones phones;
    private final AddressShapes addresses;

    public CurrentUserEndpoint(
            Database database, DynamicSettings settings, Phones phones, AddressShapes addresses) {
        this.database = database;
        this.settings = settings;
        this.phones = phones;
        this.addresses = addresses;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn visitor) {
        var beside = request.companion(Beside.class);
        long revision = settings.revision();
        return beside.kept(revision)
                .map(PHRASES::restore)
                .or(() -> read(visitor.customerId(), revision, beside))
                .map(told -> Response.json(200, told))
                .orElseGet(() -> ProblemWriter.answer(Problem.notAuthenticated(), request));
    }

    private Optional<byte[]> read(long id, long revision, Beside beside) {
        var answer = database.read(handle -> told(handle, id));
        answer.ifPresent(told -> beside.keep(revision, PHRASES.shorten(told)));
        return answer;
    }

    /// Two statements on one connection.
    private Optional<byte[]> told(Handle handle, long id) {
        return Customers.find(handle, id)
                .map(
                        customer -> {
                            var address = Addresses.primary(handle, id);
                            return Json.write(json -> write(json, customer, address));
                        });
    }

    private void write(JsonGenerator json, Customer customer, Optional<Address> address) {
        var person = customer.person();
        json.writeStartObject();
        json.writeNumberProperty("pk", customer.id());
        json.writeStringProperty("first_name", person.firstName());
        json.writeStringProperty("last_name", person.lastName());
        Shapes.optional(json, "phone", person.phone().map(phones::printed));
        json.writeStringProperty("email", customer.email().address());
        json.writeBooleanProperty("email_allowed", customer.consents().email());
        json.writeBooleanProperty("sms_allowed", customer.consents().sms());
        json.writeBooleanProperty("call_allowed", customer.consents().call());
        json.writeName("attributes");
        json.writeTree(Attributes.printed(customer.attributes()));
        json.writeStringProperty(
                "hashed_email", Digest.md5Hex(customer.email().address().toLowerCase(Locale.ROOT)));
        json.writeStringProperty("date_joined", Shapes.timestamp(customer.dateJoined()));
        Shapes.optional(json, "last_login", customer.lastLogin().map(Shapes::timestamp));
        Shapes.optional(json, "gender", person.gender());
        Shapes.optional(json, "date_of_birth", person.dateOfBirth().map(Object::toString));
        json.writeBooleanProperty("is_email_verified", customer.email().verified());
        json.writeBooleanProperty("is_social_networks_connected", false);
        json.writeStringProperty("client_type", customer.clientType());
        json.writeName("selected_address");
        address.ifPresentOrElse(selected -> addresses.flat(json, selected), json::writeNull);
        json.writeEndObject();
    }
}
