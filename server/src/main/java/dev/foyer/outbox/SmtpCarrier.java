package dev.foyer.outbox;

import dev.foyer.dynamic.DynamicSettings;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;

/// Delivers mail by one SMTP conversation (RFC 5321) for each message. Safe for use by many
/// threads.
public final class SmtpCarrier implements Carrier {
    /// For each single step of the conversation.
    public static final Duration STEP = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(SmtpCarrier.class);
    private static final int PERMANENT = 500;
    private static final int LONGEST_DETAIL = 200;

    private final SmtpUrl url;
    private final DynamicSettings settings;
    private final Session session;

    /// @param step how long the mail server may take for each single step of the conversation
    public SmtpCarrier(SmtpUrl url, DynamicSettings settings, Duration step) {
        this.url = url;
        this.settings = settings;
        this.session = Session.getInstance(properties(url, Long.toString(step.toMillis())));
    }

    @Override
    public Outcome carry(Parcel parcel) {
        try {
            deliver(mail(parcel), session.getTransport(url.tls() ? "smtps" : "smtp"));
            return new Outcome.Delivered();
        } catch (AuthenticationFailedException _) {
            return new Outcome.Failed("the mail server refused our name and password");
        } catch (AddressException _) {
            return new Outcome.Refused("the address cannot be written in a mail");
        } catch (MessagingException | UnsupportedEncodingException e) {
            return outcome(e);
        }
    }

    private void deliver(MimeMessage mail, Transport transport) throws MessagingException {
        try {
            transport.connect(
                    url.host(),
                    url.port(),
                    url.user().isEmpty() ? null : url.user(),
                    url.user().isEmpty() ? null : url.password());
            transport.sendMessage(mail, mail.getAllRecipients());
        } finally {
            sayGoodbye(transport);
        }
    }

    /// A server that breaks off at `QUIT` has told what became of the mail before.
    private static void sayGoodbye(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the mail server took no leave: {}", e.getMessage());
        }
    }

    private MimeMessage mail(Parcel parcel)
            throws MessagingException, UnsupportedEncodingException {
        var mail = new StableMessage(session, parcel.messageId());
        mail.setFrom(
                new InternetAddress(
                        settings.get(MailSettings.NO_REPLY_EMAIL),
                        settings.get(MailSettings.SHOP_NAME),
                        StandardCharsets.UTF_8.name()));
        mail.setRecipient(RecipientType.TO, new InternetAddress(parcel.recipient(), true));
        mail.setSubject(parcel.subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(parcel.created()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(parcel.text(), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(parcel.html(), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private static Outcome outcome(Exception e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPSendFailedException failed && isAboutUs(failed)) {
                return new Outcome.Failed(
                        "the mail server answered " + failed.getReturnCode() + " to our sender");
            }
            int code =
                    switch (cause) {
                        case SMTPAddressFailedException failed -> failed.getReturnCode();
                        case SMTPSendFailedException failed -> failed.getReturnCode();
                        default -> 0;
                    };
            if (code > 0) {
                var detail = "the mail server answered " + code;
                return code >= PERMANENT ? new Outcome.Refused(detail) : new Outcome.Failed(detail);
            }
        }
        return new Outcome.Failed(detail(e));
    }

    /// A sender that is refused is our mistake, and no reason to give a recipient up.
    private static boolean isAboutUs(SMTPSendFailedException failed) {
        return failed.getCommand().startsWith("MAIL");
    }

    /// Where several things went wrong in one conversation, the mail library chains them on the
    /// side.
    private static @org.jspecify.annotations.Nullable Throwable next(Throwable thrown) {
        return thrown instanceof SendFailedException failed && failed.getNextException() != null
                ? failed.getNextException()
                : thrown.getCause();
    }

    private static String detail(Exception e) {
        var text = e.getClass().getSimpleName() + ": " + e.getMessage();
        var masked = text.replaceAll("[^\\s<>]+@[^\\s<>]+", "…@…").replaceAll("\\s+", " ");
        return masked.length() <= LONGEST_DETAIL ? masked : masked.substring(0, LONGEST_DETAIL);
    }

    private static Properties properties(SmtpUrl url, String step) {
        var protocol = url.tls() ? "mail.smtps." : "mail.smtp.";
        var properties = new Properties();
        properties.setProperty(protocol + "connectiontimeout", step);
        properties.setProperty(protocol + "timeout", step);
        properties.setProperty(protocol + "writetimeout", step);
        properties.setProperty(protocol + "auth", Boolean.toString(!url.user().isEmpty()));
        properties.setProperty(protocol + "ssl.checkserveridentity", "true");
        properties.setProperty(
                protocol + "starttls.enable",
                Boolean.toString(url.startTls() != SmtpUrl.StartTls.NEVER));
        properties.setProperty(
                protocol + "starttls.required",
                Boolean.toString(url.startTls() == SmtpUrl.StartTls.REQUIRED));
        return properties;
    }

    /// The mail library's one way to keep a `Message-ID` is to be overridden.
    private static final class StableMessage extends MimeMessage {
        private final String messageId;

        StableMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
