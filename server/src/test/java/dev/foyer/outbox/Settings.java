package dev.foyer.outbox;

import dev.foyer.app.Shop;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// What a carrier needs to be tried alone.
final class Settings {
    private Settings() {}

    /// The settings of mails with their defaults.
    static DynamicSettings standard(Shop shop) {
        return new DynamicSettings(
                shop.database(),
                List.of(MailSettings.SHOP_NAME, MailSettings.NO_REPLY_EMAIL),
                Map.of(),
                List.of(),
                new Secrets(List.of(Shop.SECRET_KEY), new SecureRandom()).sealer("settings"),
                shop.clock());
    }

    static Parcel parcel(Shop shop) {
        return new Parcel(
                1,
                1,
                "<1@shop.test>",
                Channel.EMAIL,
                "ece@example.com",
                "Subject",
                "text",
                "<p>page</p>",
                shop.clock().instant());
    }
}
