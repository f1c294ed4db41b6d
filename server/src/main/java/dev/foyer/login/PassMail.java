package dev.foyer.login;

import dev.foyer.confirmation.Greeting;
import dev.foyer.customer.Customer;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Map;

/// The letter with the link that lets a browser pass. Safe for use by many threads.
public final class PassMail {
    private final PassKeys keys;
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;
    private final Languages languages;
    private final String publicUrl;

    /// @param publicUrl begins the link, without a final slash
    public PassMail(
            PassKeys keys,
            Letters letters,
            Outbox outbox,
            DynamicSettings settings,
            Languages languages,
            String publicUrl) {
        this.keys = keys;
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.languages = languages;
        this.publicUrl = publicUrl;
    }

    /// Leaves the letter, in her language and not in that of whoever knocks.
    void leave(Handle tx, Customer customer, Instant now) {
        var language = languages.of(customer.languageCode());
        var letter =
                letters.write(
                        "login-pass",
                        language,
                        Map.of(
                                "shop",
                                settings.get(MailSettings.SHOP_NAME),
                                "first_name",
                                Greeting.ifProved(customer),
                                "link",
                                publicUrl
                                        + "/users/login/pass/"
                                        + keys.issue(customer.id())
                                        + "/"));
        var message = Message.mail(customer.id(), customer.email().address(), letter);
        outbox.add(tx, message.until(now.plus(PassKeys.AGE)));
    }
}
