package dev.foyer.otp;

import dev.foyer.customer.Phone;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Channel;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The SMS with a code. Its last line binds the code to the shop's host, so that phones fill it in
/// there and nowhere else (WICG, Origin-bound one-time codes delivered via SMS). Safe for use by
/// many threads.
public final class CodeMessage {
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;
    private final String host;

    /// @param host of the shop's pages
    public CodeMessage(Letters letters, Outbox outbox, DynamicSettings settings, String host) {
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.host = host;
    }

    /// @param customerId whose message it is; empty while she is not known
    void leave(
            Handle tx,
            Phone phone,
            String code,
            Instant expires,
            Language language,
            Optional<Long> customerId) {
        var values = Map.of("shop", settings.get(MailSettings.SHOP_NAME), "code", code);
        var text = letters.sms("code", language, values).strip() + "\n\n@" + host + " #" + code;
        outbox.withdraw(tx, Channel.SMS, phone.e164());
        outbox.add(tx, Message.sms(phone.e164(), text, expires, customerId));
    }
}
