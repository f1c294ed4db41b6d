package dev.foyer.otp;

import dev.foyer.dynamic.Setting;

import java.time.Duration;

/// What an operator may change about codes and their cost.
public final class OtpSettings {
    /// Digits of a code (contract 0.2.4).
    public static final Setting<Integer> SMS_OTP_LENGTH =
            Setting.number("SMS_OTP_LENGTH", 4, 10, 6, "Digits of a code sent by SMS.");

    /// Contract 0.2.4; NIST SP 800-63B-4, 3.1.3.1 bounds it to ten minutes.
    public static final Setting<Duration> SMS_OTP_EXPIRE_TIME =
            Setting.seconds(
                    "SMS_OTP_EXPIRE_TIME",
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(180),
                    "A code sent by SMS works for this long.");

    /// Contract 0.2.4.
    public static final Setting<Duration> SMS_OTP_RESEND_INTERVAL =
            Setting.seconds(
                    "SMS_OTP_RESEND_INTERVAL",
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofSeconds(60),
                    "The pause between two codes to one phone.");

    /// Contract 0.2.14, scope `otp`: per phone and hour.
    public static final Setting<Integer> SMS_BUDGET_PHONE_HOUR =
            Setting.number(
                    "SMS_BUDGET_PHONE_HOUR", 1, 1000, 5, "Codes to one phone within an hour.");

    public static final Setting<Integer> SMS_BUDGET_PHONE_DAY =
            Setting.number("SMS_BUDGET_PHONE_DAY", 1, 1000, 10, "Codes to one phone within a day.");

    /// Contract 0.2.14, scope `otp`: per network and hour.
    public static final Setting<Integer> SMS_BUDGET_NETWORK_HOUR =
            Setting.number(
                    "SMS_BUDGET_NETWORK_HOUR",
                    1,
                    1_000_000,
                    300,
                    "Codes asked for from one network address (IPv6: /64) within an hour.");

    public static final Setting<Integer> SMS_BUDGET_NETWORK_DAY =
            Setting.number(
                    "SMS_BUDGET_NETWORK_DAY",
                    1,
                    10_000_000,
                    2000,
                    "Codes asked for from one network address (IPv6: /64) within a day.");

    /// Contract 0.2.14, scope `otp`: per number prefix and hour.
    public static final Setting<Integer> SMS_BUDGET_PREFIX_HOUR =
            Setting.number(
                    "SMS_BUDGET_PREFIX_HOUR",
                    1,
                    1_000_000,
                    300,
                    "Codes to phones that differ in the last four digits only, within an hour.");

    public static final Setting<Integer> SMS_BUDGET_PREFIX_DAY =
            Setting.number(
                    "SMS_BUDGET_PREFIX_DAY",
                    1,
                    10_000_000,
                    1000,
                    "Codes to phones that differ in the last four digits only, within a day.");

    public static final Setting<Integer> SMS_BUDGET_SHOP_DAY =
            Setting.number(
                    "SMS_BUDGET_SHOP_DAY",
                    1,
                    100_000_000,
                    20_000,
                    "Codes of the whole shop within a day: the most that an attack can cost.");

    private OtpSettings() {}
}
