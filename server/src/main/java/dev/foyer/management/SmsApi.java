package dev.foyer.management;

import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.outbox.Carrier;
import dev.foyer.outbox.SmsDesk;
import dev.foyer.web.Fields;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import java.util.Optional;

/// `POST /api/sms/test/` with `{"phone": …, "gateway": …}`: sends a test message now, past the
/// outbox, and tells what the gateway made of it.
public final class SmsApi {
    private static final int LONGEST_NAME = 40;

    private final SmsDesk desk;
    private final Phones phones;

    public SmsApi(SmsDesk desk, Phones phones) {
        this.desk = desk;
        this.phones = phones;
    }

    public Response test(Request request) {
        var fields = Fields.of(request);
        var phone = phones.parse(fields.text("phone", Phone.LONGEST));
        if (phone.isEmpty() && fields.isRight("phone")) {
            fields.wrong("phone", Phrase.of("bad_phone"));
        }
        var gateway = Optional.ofNullable(fields.optionalText("gateway", LONGEST_NAME));
        fields.refuseIfWrong();
        return switch (desk.test(phone.orElseThrow().e164(), gateway)) {
            case SmsDesk.Tested.NoGateway() ->
                    ProblemWriter.answer(
                            Problem.field("gateway", Phrase.of("sms.no_gateway")), request);
            case SmsDesk.Tested.Carried(var outcome) -> told(outcome);
        };
    }

    private static Response told(Carrier.Outcome outcome) {
        var detail =
                switch (outcome) {
                    case Carrier.Outcome.Delivered() -> "taken over";
                    case Carrier.Outcome.Refused(var reason) -> reason;
                    case Carrier.Outcome.Failed(var reason) -> reason;
                };
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty(
                            "delivered", outcome instanceof Carrier.Outcome.Delivered);
                    json.writeStringProperty("detail", detail);
                    json.writeEndObject();
                });
    }
}
