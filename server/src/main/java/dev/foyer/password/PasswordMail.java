package dev.foyer.password;

import dev.foyer.confirmation.Greeting;
import dev.foyer.confirmation.ResetKeys;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Map;

/// The two letters about passwords; both go to the primary address. Safe for use by many threads.
public final class PasswordMail {
    private final ResetKeys keys;
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;
    private final String publicUrl;

    /// @param publicUrl begins the link, without a final slash
    public PasswordMail(
            ResetKeys keys,
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

    /// Leaves the letter with the link that resets her password.
    ///
    /// @param frontendId names the storefront to the template; may be empty
    void offer(Handle tx, Holder holder, Language language, String frontendId, Instant now) {
        var uid = ResetKeys.uid(holder.customer().id());
        var token = keys.issue(holder.bond());
        var letter =
                letters.write(
                        "reset-password",
                        language,
                        Map.of(
                                "shop",
                                settings.get(MailSettings.SHOP_NAME),
                                "first_name",
                                Greeting.ifProved(holder.customer()),
                                "link",
                                publicUrl + "/users/reset/" + uid + "/" + token + "/",
                                "uid",
                                uid,
                                "token",
                                token,
                                "frontend_id",
                                frontendId));
        var expires = now.plus(settings.get(ResetKeys.PASSWORD_RESET_TIMEOUT));
        outbox.add(tx, message(holder, letter).until(expires));
    }

    /// Leaves the letter that tells her of a new password.
    void tell(Handle tx, Holder holder, Language language, Instant now) {
        var letter =
                letters.write(
                        "password-changed",
                        language,
                        Map.of(
                                "shop",
                                settings.get(MailSettings.SHOP_NAME),
                                "first_name",
                                Greeting.ifProved(holder.customer()),
                                "time",
                                Letters.time(now)));
        outbox.add(tx, message(holder, letter));
    }

    private static Message message(Holder holder, Letters.Letter letter) {
        var customer = holder.customer();
        return Message.mail(customer.id(), customer.email().address(), letter);
    }
}
