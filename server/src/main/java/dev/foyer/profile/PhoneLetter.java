package dev.foyer.profile;

import dev.foyer.customer.Customer;
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

/// The letter that tells a customer that the phone of her account is another one now, or none. It
/// names neither her nor a phone: her address may not be proved. Safe for use by many threads.
public final class PhoneLetter {
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;

    public PhoneLetter(Letters letters, Outbox outbox, DynamicSettings settings) {
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
    }

    /// Leaves the letter; what was ever sent to the former phone is hers from now on, so that it is
    /// erased with her.
    ///
    /// @param customer as she is now
    void leave(
            Handle tx, Customer customer, Optional<Phone> former, Language language, Instant now) {
        former.ifPresent(phone -> outbox.adopt(tx, Channel.SMS, phone.e164(), customer.id()));
        var letter =
                letters.write(
                        "phone-changed",
                        language,
                        Map.of(
                                "shop",
                                settings.get(MailSettings.SHOP_NAME),
                                "time",
                                Letters.time(now)));
        outbox.add(tx, Message.mail(customer.id(), customer.email().address(), letter));
    }
}
