package dev.foyer.app;

import dev.foyer.address.AddressSettings;
import dev.foyer.audit.AuditSettings;
import dev.foyer.captcha.CaptchaSettings;
import dev.foyer.confirmation.ConfirmationKeys;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.confirmation.ResetKeys;
import dev.foyer.credential.PasswordHistory;
import dev.foyer.credential.PasswordSettings;
import dev.foyer.customer.Enumeration;
import dev.foyer.customer.Phones;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.emails.LinkPage;
import dev.foyer.erasure.ErasureSettings;
import dev.foyer.erasure.RetentionSettings;
import dev.foyer.login.Login;
import dev.foyer.otp.OtpSettings;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.SmsSettings;
import dev.foyer.password.ResetRequests;
import dev.foyer.profile.Currencies;
import dev.foyer.profile.ProfileSettings;
import dev.foyer.registration.RegistrationSettings;
import dev.foyer.session.SessionSettings;
import dev.foyer.throttle.ThrottleSettings;
import dev.foyer.unsubscribe.HookSettings;

import java.util.List;

/// Every dynamic setting, in the order in which operators see them.
final class SettingsRegistry {
    static final List<Setting<?>> ALL =
            List.of(
                    MailSettings.SHOP_NAME,
                    MailSettings.NO_REPLY_EMAIL,
                    Login.REQUIRES_VERIFICATION,
                    LinkPage.CONFIRM_EMAIL_ON_GET,
                    ConfirmationKeys.EMAIL_CONFIRMATION_TIMEOUT,
                    MailedLinks.EMAIL_LINK_TIMEOUT,
                    MailedLinks.EMAIL_OBJECTION_TIMEOUT,
                    SessionSettings.SESSION_COOKIE_AGE,
                    SessionSettings.SESSION_ABSOLUTE_AGE,
                    ResetKeys.PASSWORD_RESET_TIMEOUT,
                    ResetRequests.VALID_FRONTEND_IDS,
                    PasswordHistory.PASSWORD_HISTORY_LENGTH,
                    RegistrationSettings.KVKK_FLAT_PAGE_VERSION,
                    RegistrationSettings.PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE,
                    Phones.PHONE_DEFAULT_REGION,
                    Phones.PHONE_FORMAT,
                    SmsSettings.SMS_GATEWAY,
                    SmsSettings.SMS_GATEWAYS,
                    OtpSettings.SMS_OTP_LENGTH,
                    OtpSettings.SMS_OTP_EXPIRE_TIME,
                    OtpSettings.SMS_OTP_RESEND_INTERVAL,
                    OtpSettings.SMS_BUDGET_PHONE_HOUR,
                    OtpSettings.SMS_BUDGET_PHONE_DAY,
                    OtpSettings.SMS_BUDGET_PREFIX_HOUR,
                    OtpSettings.SMS_BUDGET_PREFIX_DAY,
                    OtpSettings.SMS_BUDGET_NETWORK_HOUR,
                    OtpSettings.SMS_BUDGET_NETWORK_DAY,
                    OtpSettings.SMS_BUDGET_SHOP_DAY,
                    Currencies.AVAILABLE_CURRENCIES,
                    Currencies.DEFAULT_CURRENCY,
                    Currencies.READ_CURRENCY_FROM_HEADER,
                    ErasureSettings.SELF_ANONYMIZATION_ENABLED,
                    HookSettings.HOOK_CLOCK_SKEW,
                    HookSettings.KVKK_UNSUBSCRIPTION_SECRET_MAP,
                    HookSettings.ACTIVE_SUBSCRIPTION_GATEWAYS,
                    HookSettings.SUBSCRIPTION_GATEWAY,
                    RetentionSettings.RETAIN_UNVERIFIED_REGISTRATIONS,
                    RetentionSettings.RETAIN_NETWORK_ADDRESSES,
                    MailSettings.RETAIN_MESSAGES,
                    // --- support and audit
                    AuditSettings.RETAIN_AUDIT,
                    AuditSettings.NEW_DEVICE_MAIL,
                    // --- password policy
                    PasswordSettings.AUTH_PASSWORD_VALIDATORS,
                    PasswordSettings.PASSWORD_MAX_LENGTH,
                    PasswordSettings.BREACHED_PASSWORDS,
                    // --- addresses
                    AddressSettings.ADDRESS_PHONE_MIN_LENGTH,
                    AddressSettings.ADDRESS_DISTRICT_REQUIRED,
                    AddressSettings.ADDRESS_SERIALIZER_FIELDS,
                    // Profile and code login
                    ProfileSettings.USER_REQUIRED_FIELDS,
                    Enumeration.ENUMERATION_PROTECTION,
                    // --- throttle
                    ThrottleSettings.THROTTLE_RATES,
                    // --- captcha
                    CaptchaSettings.CAPTCHA_PROVIDER,
                    CaptchaSettings.CAPTCHA_SITE_KEY,
                    CaptchaSettings.CAPTCHA_SECRET,
                    CaptchaSettings.CAPTCHA_VERIFY_URL,
                    CaptchaSettings.CAPTCHA_DIFFICULTY,
                    CaptchaSettings.CAPTCHA_PASS_TRIES);

    static final List<DynamicSettings.Rule> RULES =
            List.of(Currencies.RULE, SmsSettings.RULE, CaptchaSettings.RULE);

    private SettingsRegistry() {}
}
