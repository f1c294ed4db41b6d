package dev.foyer.profile;

import dev.foyer.customer.Customer;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Profiles;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Method;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `GET`, `PUT` and `PATCH /users/profile/` (contract B.6.1).
public final class ProfileEndpoint implements CustomerEndpoint {
    private static final int NOT_ACCEPTABLE = 406;

    private final Database database;
    private final ProfileChange change;
    private final ProfileReader reader;
    private final Phones phones;
    private final String publicUrl;

    /// @param publicUrl begins the address of a picture, without a final slash
    public ProfileEndpoint(
            Database database,
            ProfileChange change,
            ProfileReader reader,
            Phones phones,
            String publicUrl) {
        this.database = database;
        this.change = change;
        this.reader = reader;
        this.phones = phones;
        this.publicUrl = publicUrl;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn visitor) {
        var present = database.read(handle -> Profiles.find(handle, visitor.customerId()));
        if (present.isEmpty()) {
            return ProblemWriter.answer(Problem.notAuthenticated(), request);
        }
        boolean reads = request.method() == Method.GET || request.method() == Method.HEAD;
        return reads
                ? told(200, present.get().customer(), request)
                : changed(present.get(), request, visitor);
    }

    private Response changed(Profiles.Held present, Request request, Visitor visitor) {
        var url = Avatars.url(present.customer().avatar(), publicUrl);
        var form = reader.read(request, url);
        return switch (change.decide(form, present, request, visitor)) {
            case ProfileResult.Changed(var customer) -> told(200, customer, request);
            case ProfileResult.CodeSent(var customer) -> told(202, customer, request);
            case ProfileResult.Rejected rejected ->
                    ProblemWriter.answer(problem(rejected), request);
        };
    }

    private Response told(int status, Customer customer, Request request) {
        var profile =
                Shapes.Profile.of(customer).withAvatar(Avatars.url(customer.avatar(), publicUrl));
        return Response.json(
                status,
                json -> {
                    json.writeStartObject();
                    Shapes.profile(json, profile, phones, request.language());
                    json.writeEndObject();
                });
    }

    private static Problem problem(ProfileResult.Rejected rejected) {
        return switch (rejected) {
            case ProfileResult.Gone() -> Problem.notAuthenticated();
            case ProfileResult.CodeTooOften(var wait) -> Problem.throttled(wait);
            case ProfileResult.CodeRefused() ->
                    new Problem.Service(
                            NOT_ACCEPTABLE, Phrase.of("otp.refused"), "kvkk_service_100_1");
            case ProfileResult.Wrong(var complaints) -> new Problem.Fields(complaints);
        };
    }
}
