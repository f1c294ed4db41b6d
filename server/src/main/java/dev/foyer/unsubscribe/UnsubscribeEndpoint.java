package dev.foyer.unsubscribe;

import dev.foyer.consent.Origin;
import dev.foyer.customer.Phones;
import dev.foyer.throttle.Attempt;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// `PATCH` and `POST /users/hooks/kvkk-unsubscribe-user/` and `/users/hooks/unsubscribe-user/`
/// (contract B.2, 0.2.9).
public final class UnsubscribeEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribeEndpoint.class);

    private final Unsubscribe unsubscribe;
    private final HookForm form;
    private final Gateway gateway;
    private final Throttle throttle;

    public UnsubscribeEndpoint(
            Unsubscribe unsubscribe, Phones phones, Gateway gateway, Throttle throttle) {
        this.unsubscribe = unsubscribe;
        this.throttle = throttle;
        this.form = new HookForm(phones, gateway);
        this.gateway = gateway;
    }

    @Override
    public Response answer(Request request) {
        var call = form.read(request);
        var _ = throttle.admit(attempt(call, request), request);
        var result =
                unsubscribe.decide(
                        call,
                        gateway,
                        request.rawBody(),
                        Optional.ofNullable(request.header(HookSignature.HEADER)),
                        Origin.ofService(gateway.source(), call.service(), request));
        return switch (result) {
            case UnsubscribeResult.Applied(int customers, int flags) -> {
                LOG.info(
                        "{} withdrew {} consents of {} customers",
                        call.service(),
                        flags,
                        customers);
                yield done();
            }
            case UnsubscribeResult.Repeated() -> done();
            case UnsubscribeResult.Mismatch() -> refused("hook.hash_mismatch", request);
            case UnsubscribeResult.TimeGap() -> refused("hook.time_gap", request);
        };
    }

    /// Counted before it is known whether the service itself calls, so for each network by itself:
    /// nobody uses up the share of another one by calling in its name.
    private static Attempt attempt(HookCall call, Request request) {
        var subject = call.service() + " " + request.client().network();
        return Attempt.on(Scope.USER_UNSUBSCRIBE, subject).from(request.client());
    }

    private static Response done() {
        return Response.json(200, json -> json.writeStartObject().writeEndObject());
    }

    private static Response refused(String phrase, Request request) {
        return ProblemWriter.answer(new Problem.NonField(400, Phrase.of(phrase)), request);
    }
}
