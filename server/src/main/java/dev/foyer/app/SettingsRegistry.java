package dev.foyer.app;

import dev.foyer.confirmation.ConfirmationKeys;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.emails.AccountConfirmEndpoint;
import dev.foyer.erasure.ErasureSettings;
import dev.foyer.login.Login;
import dev.foyer.outbox.MailSettings;
import dev.foyer.profile.Currencies;
import dev.foyer.registration.Registration;
import dev.foyer.session.SessionSettings;

import java.util.List;

/// Every dynamic setting, in the order in which operators see them.
final class SettingsRegistry {
    static final List<Setting<?>> ALL =
            List.of(
                    MailSettings.SHOP_NAME,
                    MailSettings.NO_REPLY_EMAIL,
                    Login.REQUIRES_VERIFICATION,
                    AccountConfirmEndpoint.CONFIRM_EMAIL_ON_GET,
                    ConfirmationKeys.EMAIL_CONFIRMATION_TIMEOUT,
                    SessionSettings.SESSION_COOKIE_AGE,
                    SessionSettings.SESSION_ABSOLUTE_AGE,
                    Registration.KVKK_FLAT_PAGE_VERSION,
                    Currencies.AVAILABLE_CURRENCIES,
                    Currencies.DEFAULT_CURRENCY,
                    ErasureSettings.SELF_ANONYMIZATION_ENABLED);

    static final List<DynamicSettings.Rule> RULES = List.of(Currencies.RULE);

    private SettingsRegistry() {}
}
