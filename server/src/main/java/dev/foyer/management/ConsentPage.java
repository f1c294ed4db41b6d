package dev.foyer.management;

import dev.foyer.consent.History;
import dev.foyer.customer.Shapes;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.MailSettings;
import dev.foyer.web.Pages;
import dev.foyer.web.Response;
import dev.foyer.words.Language;
import dev.foyer.words.Phrase;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One customer's consents on paper. Safe for use by many threads.
public final class ConsentPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// Enough of a hash to find an entry by.
    private static final int HASH_SHOWN = 16;

    private final Pages pages;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public ConsentPage(Pages pages, DynamicSettings settings, InstantSource clock) {
        this.pages = pages;
        this.settings = settings;
        this.clock = clock;
    }

    Response of(History history, Language language) {
        var title = Phrase.of("consent.page.title", history.customerId());
        var values = new HashMap<String, Object>();
        values.put("title", language.say(title));
        values.put("shop", settings.get(MailSettings.SHOP_NAME));
        values.put("pseudonym", history.pseudonym());
        values.put("printed", time(clock.instant()));
        values.put(history.flaw().isEmpty() ? "sound" : "altered", true);
        if (history.earlier() > 0) {
            values.put(
                    "earlier", language.say(Phrase.of("consent.page.earlier", history.earlier())));
        }
        values.put("entries", history.items().stream().map(item -> row(item, language)).toList());
        return pages.page(200, "consent-history", language, values);
    }

    private static Map<String, Object> row(History.Item item, Language language) {
        return Map.of(
                "number", item.number(),
                "time", time(item.at()),
                "datetime", Shapes.timestamp(item.at()),
                "subject", language.say("consent.subject." + item.subject()),
                "before", item.before().map(value -> value(item, value, language)).orElse("–"),
                "after", value(item, item.after(), language),
                "source", source(item, language),
                "version", item.textVersion().orElse("–"),
                "address", address(item, language),
                "hash", item.hash().substring(0, HASH_SHOWN));
    }

    private static String source(History.Item item, Language language) {
        var source = language.say("consent.source." + item.source());
        return item.service().map(service -> source + ": " + service).orElse(source);
    }

    /// In clear, or that it is not kept any more, or nothing where there was none.
    private static String address(History.Item item, Language language) {
        return item.address()
                .or(() -> item.addressMac().map(_ -> language.say("consent.page.no_address")))
                .orElse("–");
    }

    /// A channel is allowed or not; the privacy text is confirmed or not.
    private static String value(History.Item item, boolean value, Language language) {
        var channel = item.subject().endsWith("_allowed");
        return language.say(
                channel
                        ? (value ? "consent.allowed" : "consent.not_allowed")
                        : (value ? "consent.yes" : "consent.no"));
    }

    private static String time(Instant time) {
        return TIME.format(time) + " UTC";
    }
}
