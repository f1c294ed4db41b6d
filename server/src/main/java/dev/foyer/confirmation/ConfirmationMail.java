package dev.foyer.confirmation;

import dev.foyer.customer.Customer;
import dev.foyer.customer.Email;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.util.Map;

/// The mail that asks a new customer to confirm her address. Safe for use by many threads.
public final class ConfirmationMail {
    private final ConfirmationKeys keys;
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;
    private final String publicUrl;

    /// @param publicUrl begins the link, without a final slash
    public ConfirmationMail(
            ConfirmationKeys keys,
            Letters letters,
            Outbox outbox,
            DynamicSettings settings,
            String publicUrl) {
        this.keys = keys;
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    /// Leaves the mail in the outbox, to be sent when the transaction is committed.
    public void leave(Handle tx, Customer customer, Language language) {
        var email = Email.parse(customer.email().address()).orElseThrow();
        var key = keys.issue(customer.email().id(), email.identity());
        var letter =
                letters.write(
                        "confirm-email",
                        language,
                        Map.of(
                                "shop",
                                settings.get(MailSettings.SHOP_NAME),
                                "first_name",
                                Greeting.of(customer.person().firstName()),
                                "link",
                                publicUrl
                                        + "/users/registration/account-confirm-email/"
                                        + key
                                        + "/",
                                "key",
                                key));
        outbox.add(tx, Message.mail(customer.id(), email.address(), letter));
    }
}
