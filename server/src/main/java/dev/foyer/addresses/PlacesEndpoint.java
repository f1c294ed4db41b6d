package dev.foyer.addresses;

import dev.foyer.address.AddressShapes;
import dev.foyer.places.Places;
import dev.foyer.places.Township;
import dev.foyer.web.Paging;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// The places that an address may name (contract B.9): `GET /address/country/`,
/// `/address/city/?country=`, `/address/township/?city=`, `/address/district/?township=`. Safe for
/// use by many threads.
public final class PlacesEndpoint {
    /// The published storefront asks for no page and puts what comes into a list to choose from, so
    /// that all has to be on the first one: no township of Turkey has more than 223 districts.
    private static final int USUAL_PAGE = 1000;

    private static final Pattern ID = Pattern.compile("[0-9]{1,9}");

    private final Places places;
    private final AddressShapes shapes;
    private final String publicUrl;

    /// @param publicUrl begins the links to other pages
    public PlacesEndpoint(Places places, AddressShapes shapes, String publicUrl) {
        this.places = places;
        this.shapes = shapes;
        this.publicUrl = publicUrl;
    }

    public Response countries(Request request) {
        return answer(request, places.countries(), shapes::country);
    }

    /// Without a country: of the first one.
    public Response cities(Request request) {
        var country =
                request.query("country").isEmpty()
                        ? Optional.of(places.home())
                        : id(request, "country").flatMap(places::country);
        return answer(request, country.map(places::citiesOf).orElse(List.of()), shapes::city);
    }

    public Response townships(Request request) {
        var city = id(request, "city").flatMap(places::city);
        return answer(request, city.map(places::townshipsOf).orElse(List.of()), shapes::township);
    }

    public Response districts(Request request) {
        var township = id(request, "township").flatMap(places::township);
        return answer(
                request, township.map(Township::districts).orElse(List.of()), shapes::district);
    }

    /// Places with shops of the shop's own (`retailstore__isnull=false`) there are none.
    private <T> Response answer(Request request, List<T> all, BiConsumer<JsonGenerator, T> writer) {
        boolean stores = request.query("retailstore__isnull").filter("false"::equals).isPresent();
        return Paging.of(request, publicUrl, USUAL_PAGE, USUAL_PAGE)
                .answer(stores ? List.of() : all, writer);
    }

    private static Optional<Long> id(Request request, String name) {
        return request.query(name).filter(text -> ID.matcher(text).matches()).map(Long::valueOf);
    }
}
