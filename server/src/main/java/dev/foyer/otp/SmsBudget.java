package dev.foyer.otp;

import dev.foyer.customer.Phone;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.web.Client;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// What may be spent on SMS: counted for each phone, for numbers that lie beside each other, for
/// each network, and for the whole shop, in windows of an hour or a day by UTC. Exact on any number
/// of nodes: the counts are rows, changed in the transaction that leaves the message. Safe for use
/// by many threads.
public final class SmsBudget {
    private static final Logger LOG = LoggerFactory.getLogger(SmsBudget.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int VARYING_DIGITS = 4;

    private final DynamicSettings settings;
    private final Signer signer;

    public SmsBudget(DynamicSettings settings, Secrets secrets) {
        this.settings = settings;
        this.signer = secrets.signer("sms budget");
    }

    /// One bound.
    ///
    /// @param subject whom it bounds, without personal data
    private record Bound(String name, String subject, Duration window, Setting<Integer> most) {}

    /// Counts one message against every bound, or tells the first that is reached; the transaction
    /// must then be rolled back. The widest bounds are counted last, so that few wait for each
    /// other.
    Issued spend(Handle tx, Phone phone, Client client, Instant now) {
        for (var bound : bounds(phone, client)) {
            var until = end(now, bound.window());
            if (!SmsBudgetStore.spend(tx, bound.subject(), until, settings.get(bound.most()))) {
                LOG.warn("no code is sent: {} is used up until {}", bound.name(), until);
                return new Issued.TooOften(Duration.between(now, until), bound.name());
            }
        }
        return new Issued.Sent();
    }

    private List<Bound> bounds(Phone phone, Client client) {
        var number = hashed("phone", phone.e164());
        var prefix =
                hashed("prefix", phone.e164().substring(0, phone.e164().length() - VARYING_DIGITS));
        var network = hashed("network", client.network());
        return List.of(
                new Bound(
                        "SMS_BUDGET_PHONE_HOUR",
                        number + "/h",
                        HOUR,
                        OtpSettings.SMS_BUDGET_PHONE_HOUR),
                new Bound(
                        "SMS_BUDGET_PHONE_DAY",
                        number + "/d",
                        DAY,
                        OtpSettings.SMS_BUDGET_PHONE_DAY),
                new Bound(
                        "SMS_BUDGET_PREFIX_HOUR",
                        prefix + "/h",
                        HOUR,
                        OtpSettings.SMS_BUDGET_PREFIX_HOUR),
                new Bound(
                        "SMS_BUDGET_PREFIX_DAY",
                        prefix + "/d",
                        DAY,
                        OtpSettings.SMS_BUDGET_PREFIX_DAY),
                new Bound(
                        "SMS_BUDGET_NETWORK_HOUR",
                        network + "/h",
                        HOUR,
                        OtpSettings.SMS_BUDGET_NETWORK_HOUR),
                new Bound(
                        "SMS_BUDGET_NETWORK_DAY",
                        network + "/d",
                        DAY,
                        OtpSettings.SMS_BUDGET_NETWORK_DAY),
                new Bound("SMS_BUDGET_SHOP_DAY", "shop/d", DAY, OtpSettings.SMS_BUDGET_SHOP_DAY));
    }

    private String hashed(String kind, String value) {
        return kind + " " + HexFormat.of().formatHex(signer.sign(kind, value), 0, 16);
    }

    private static Instant end(Instant now, Duration window) {
        long seconds = window.toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / seconds + 1) * seconds);
    }
}
