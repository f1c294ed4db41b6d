package dev.foyer.outbox;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lets an operator try a gateway. Safe for use by many threads.
public final class SmsDesk {
    private static final int MESSAGE_ID_BYTES = 16;

    private final SmsCarrier carrier;
    private final DynamicSettings settings;
    private final Secrets secrets;
    private final InstantSource clock;

    public SmsDesk(
            SmsCarrier carrier, DynamicSettings settings, Secrets secrets, InstantSource clock) {
        this.carrier = carrier;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// What came of a test.
    public sealed interface Tested {
        /// None of that name is defined, or none is in use.
        record NoGateway() implements Tested {}

        record Carried(Carrier.Outcome outcome) implements Tested {}
    }

    /// Sends a test message through one gateway, or through those in use.
    public Tested test(String phone, Optional<String> gateway) {
        var names = gateway.map(List::of).orElseGet(() -> settings.get(SmsSettings.SMS_GATEWAY));
        var known = settings.get(SmsSettings.SMS_GATEWAYS).names();
        if (names.isEmpty() || !known.containsAll(names)) {
            return new Tested.NoGateway();
        }
        var text = settings.get(MailSettings.SHOP_NAME) + ": test";
        var id = "<" + secrets.randomHex(MESSAGE_ID_BYTES) + "@test>";
        var parcel = new Parcel(0, 1, id, Channel.SMS, phone, "", text, "", clock.instant());
        return new Tested.Carried(carrier.test(parcel, names));
    }
}
