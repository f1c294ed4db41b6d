package dev.foyer.audit;

import dev.foyer.customer.Customer;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.web.Request;
import dev.foyer.words.Language;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Map;

/// The letter about a sign-in from a new device; it goes to the primary address and holds no link,
/// so that a forged one has nothing to look like. Safe for use by many threads.
public final class NewDeviceMail {
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;
    private final Languages languages;
    private final DeviceWords words;

    public NewDeviceMail(
            Letters letters,
            Outbox outbox,
            DynamicSettings settings,
            Languages languages,
            DeviceWords words) {
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.languages = languages;
        this.words = words;
    }

    /// Puts a user agent into words, such as `Firefox on Windows`.
    @FunctionalInterface
    public interface DeviceWords {
        String of(String userAgent, Language language);
    }

    /// In her own language, since whoever signed in may speak another.
    void leave(Handle tx, Customer customer, Request request, Instant now) {
        var language = languages.exactly(customer.languageCode()).orElseGet(request::language);
        var agent = request.header("user-agent");
        var letter =
                letters.write(
                        "new-device",
                        language,
                        Map.of(
                                "shop",
                                settings.get(MailSettings.SHOP_NAME),
                                "time",
                                Letters.time(now),
                                "device",
                                words.of(agent == null ? "" : agent, language),
                                "address",
                                request.client().addressText()));
        outbox.add(tx, Message.mail(customer.id(), customer.email().address(), letter));
    }
}
