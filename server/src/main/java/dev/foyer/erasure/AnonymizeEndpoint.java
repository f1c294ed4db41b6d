package dev.foyer.erasure;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.session.Arrivals;
import dev.foyer.session.CustomerEndpoint;
import dev.foyer.session.Visitor;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

/// `PATCH /users/anonymize/` (contract B.3.1, 0.2.10): a customer asks to be forgotten. Whatever
/// body comes is ignored (0.1.10).
public final class AnonymizeEndpoint implements CustomerEndpoint {
    private final Erasure erasure;
    private final DynamicSettings settings;
    private final Arrivals arrivals;

    public AnonymizeEndpoint(Erasure erasure, DynamicSettings settings, Arrivals arrivals) {
        this.erasure = erasure;
        this.settings = settings;
        this.arrivals = arrivals;
    }

    @Override
    public Response answer(Request request, Visitor.SignedIn customer) {
        if (!settings.get(ErasureSettings.SELF_ANONYMIZATION_ENABLED)) {
            return ProblemWriter.answer(Problem.detail(403, Phrase.of("not_permitted")), request);
        }
        var erased = erasure.erase(customer.customerId(), Erasure.Cause.CUSTOMER);
        if (erased.isEmpty()) {
            return ProblemWriter.answer(Problem.notAuthenticated(), request);
        }
        arrivals.farewell(request, customer);
        return Response.empty(200);
    }
}
