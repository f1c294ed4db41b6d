package dev.foyer.outbox;

import dev.foyer.dynamic.Setting;

import java.time.Duration;
import java.util.regex.Pattern;

/// What an operator may change about messages.
public final class MailSettings {
    /// The sender of every mail (contract C).
    public static final Setting<String> NO_REPLY_EMAIL =
            Setting.email(
                    "NO_REPLY_EMAIL",
                    "no-reply@localhost.localdomain",
                    "Sender address of every mail.");

    /// The shop's name in mails and on pages.
    public static final Setting<String> SHOP_NAME =
            Setting.text(
                    "SHOP_NAME",
                    Pattern.compile("[^\\p{Cntrl}]{1,80}"),
                    "1 to 80 characters",
                    "Foyer",
                    "The shop's name in mails and on pages.");

    /// How long an operator can look up what became of a message.
    public static final Setting<Duration> RETAIN_MESSAGES =
            Setting.seconds(
                    "RETAIN_MESSAGES",
                    Duration.ofHours(1),
                    Duration.ofDays(3650),
                    Duration.ofDays(30),
                    "Messages are deleted this long after they were delivered or given up.");

    private MailSettings() {}
}
