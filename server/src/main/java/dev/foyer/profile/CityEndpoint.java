package dev.foyer.profile;

import dev.foyer.places.Cities;
import dev.foyer.places.City;
import dev.foyer.session.Choices;
import dev.foyer.session.Preferences;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `POST`, `PUT` and `PATCH /users/city/` (contract B.4.3, 0.2.12): where a shopper is; kept in
/// `attributes.city` of a customer, in the session of a guest.
public final class CityEndpoint implements VisitorEndpoint {
    private final Cities cities;
    private final Preferences preferences;

    public CityEndpoint(Cities cities, Preferences preferences) {
        this.cities = cities;
        this.preferences = preferences;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var fields = Fields.of(request);
        var typed = fields.text("city", Cities.LONGEST_NAME);
        fields.refuseIfWrong();
        return cities.find(typed)
                .map(city -> keep(city, request, visitor))
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    private Response keep(City city, Request request, Visitor visitor) {
        return switch (preferences.choose(request, visitor, Choices.ofCity(city.name()))) {
            case Preferences.Outcome.Kept _ ->
                    Response.json(200, json -> json.writeStartObject().writeEndObject());
            case Preferences.Outcome.Over() ->
                    ProblemWriter.answer(Problem.notAuthenticated(), request);
        };
    }
}
