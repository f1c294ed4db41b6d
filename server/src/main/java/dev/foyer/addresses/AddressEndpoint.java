package dev.foyer.addresses;

import dev.foyer.address.Address;
import dev.foyer.address.AddressShapes;
import dev.foyer.address.Content;
import dev.foyer.customer.Phones;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.places.Places;
import dev.foyer.session.Visitor;
import dev.foyer.web.Fields;
import dev.foyer.web.Paging;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.time.InstantSource;
import java.util.function.Function;

/// The address book (contract B.9): `GET` and `POST /address/`, `GET /address/detailed/`, and
/// `GET`, `PATCH`, `PUT`, `DELETE /address/<pk>/`. Safe for use by many threads.
public final class AddressEndpoint {
    /// The documented default (contract A.1).
    private static final int USUAL_PAGE = 10;

    private final AddressBook book;
    private final AddressRules rules;
    private final AddressShapes shapes;
    private final String publicUrl;

    /// @param settings rules that an operator may change
    /// @param publicUrl begins the links to other pages
    public AddressEndpoint(
            Database database,
            Phones phones,
            Places places,
            DynamicSettings settings,
            String publicUrl,
            InstantSource clock) {
        this.book = new AddressBook(database, clock);
        this.rules = new AddressRules(phones, places, settings);
        this.shapes = new AddressShapes(phones, places);
        this.publicUrl = publicUrl;
    }

    public Response list(Request request, Visitor.SignedIn customer) {
        var paging = Paging.of(request, publicUrl, USUAL_PAGE, AddressBook.MOST);
        var page = book.page(customer.customerId(), paging);
        return paging.answer(page.count(), page.addresses(), shapes::flat);
    }

    /// The same with names. The published storefront asks for it without a page and expects all.
    public Response detailed(Request request, Visitor.SignedIn customer) {
        var paging = Paging.of(request, publicUrl, AddressBook.MOST, AddressBook.MOST);
        var page = book.page(customer.customerId(), paging);
        return paging.answer(page.count(), page.addresses(), shapes::detailed);
    }

    public Response add(Request request, Visitor.SignedIn customer) {
        var fields = Fields.of(request);
        boolean primary = fields.optionalTruth("primary");
        var content = AddressForm.read(fields, rules);
        return answer(request, 201, book.add(customer.customerId(), content, primary));
    }

    public Response show(Request request, Visitor.SignedIn customer) {
        return request.pathNumber(0)
                .flatMap(pk -> book.find(customer.customerId(), pk))
                .map(address -> ok(200, address))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    /// `PUT`: the whole address anew.
    public Response replace(Request request, Visitor.SignedIn customer) {
        return edit(request, customer, _ -> read(Fields.of(request)));
    }

    /// `PATCH`: what the body names. The address as a whole has to keep to the rules of today, but
    /// not where it is only made the primary one.
    public Response change(Request request, Visitor.SignedIn customer) {
        boolean touched =
                request.fields()
                        .propertyStream()
                        .anyMatch(entry -> AddressForm.FIELDS.contains(entry.getKey()));
        return edit(
                request,
                customer,
                address -> touched ? changed(request, address) : address.content());
    }

    public Response remove(Request request, Visitor.SignedIn customer) {
        return answer(
                request,
                200,
                request.pathNumber(0)
                        .map(pk -> book.remove(customer.customerId(), pk))
                        .orElseGet(AddressResult.NotFound::new));
    }

    private Content changed(Request request, Address address) {
        return read(Fields.over(AddressForm.sent(address, rules.phones()), request));
    }

    /// Reads `primary` too, so that its complaint is told with the others.
    private Content read(Fields fields) {
        fields.optionalTruth("primary");
        return AddressForm.read(fields, rules);
    }

    /// A body that cannot be read is refused before anything is held.
    private Response edit(
            Request request, Visitor.SignedIn customer, Function<Address, Content> edit) {
        boolean primary = Fields.of(request).optionalTruth("primary");
        return answer(
                request,
                200,
                request.pathNumber(0)
                        .map(pk -> book.edit(customer.customerId(), pk, primary, edit))
                        .orElseGet(AddressResult.NotFound::new));
    }

    private Response answer(Request request, int status, AddressResult result) {
        return switch (result) {
            case AddressResult.Done(var address) -> ok(status, address);
            case AddressResult.Removed() -> Response.empty(204);
            case AddressResult.NotFound() -> ProblemWriter.notFound(request);
            case AddressResult.TooMany(int most) ->
                    ProblemWriter.answer(
                            new Problem.NonField(400, Phrase.of("address.too_many", most)),
                            request);
            case AddressResult.Over() -> ProblemWriter.answer(Problem.notAuthenticated(), request);
        };
    }

    private Response ok(int status, Address address) {
        return Response.json(status, json -> shapes.flat(json, address));
    }
}
