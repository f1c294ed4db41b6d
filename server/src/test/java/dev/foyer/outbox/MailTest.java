package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.regex.Pattern;

/// The confirmation mail as it arrives through a real SMTP conversation.
class MailTest {
    private static final Pattern LINK =
            Pattern.compile(
                    Pattern.quote(Shop.PUBLIC_URL)
                            + "(/users/registration/account-confirm-email/[\\w-]{43}/)");

    private static GreenMail mailServer;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        mailServer.setUser("foyer@example.com", "foyer", "s3cret:/@ş");
        shop =
                Shop.open()
                        .with("SHOP_NAME", "Çiçekçi & Oğulları")
                        .with("NO_REPLY_EMAIL", "no-reply@cicekci.example")
                        .with(
                                "SMTP_URL",
                                "smtp://foyer:s3cret%%3A%%2F%%40%%C5%%9F@127.0.0.1:%d?starttls=never"
                                        .formatted(mailServer.getSmtp().getPort()));
        shop.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
        mailServer.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        mailServer.purgeEmailFromAllMailboxes();
    }

    @Test
    void it_says_from_whom_to_whom_and_about_what() throws Exception {
        register("tr", Person.named("Ayşe Gül", "İğdır").withEmail("ayse@example.com"));
        var mail = only();

        var from = (InternetAddress) mail.getFrom()[0];
        assertThat(mail.getFrom()).hasSize(1);
        assertThat(from.getAddress()).isEqualTo("no-reply@cicekci.example");
        assertThat(from.getPersonal()).isEqualTo("Çiçekçi & Oğulları");
        assertThat(mail.getAllRecipients())
                .containsExactly(new InternetAddress("ayse@example.com"));
        assertThat(mail.getRecipients(RecipientType.TO)).hasSize(1);
        assertThat(mail.getSubject())
                .isEqualTo("Çiçekçi & Oğulları için e-posta adresinizi doğrulayın");
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID())
                .matches("<[0-9a-f]{32}@shop\\.test>")
                .isEqualTo(text("select message_id from outbox_message order by id desc limit 1"));
    }

    @Test
    void it_has_a_text_and_a_page_in_the_language_of_the_shopper() throws Exception {
        register("tr", Person.named("Şükrü", "Ğ").withEmail("sukru@example.com"));
        var parts = (MimeMultipart) only().getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType())
                .isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType())
                .isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(body(parts.getBodyPart(0)))
                .startsWith("Merhaba Şükrü,")
                .contains("Çiçekçi & Oğulları ailesine hoş geldiniz.");
        assertThat(body(parts.getBodyPart(1)))
                .contains("<html lang=\"tr\">")
                .contains("Merhaba Şükrü,")
                .contains("Çiçekçi &amp; Oğulları ailesine");
    }

    @Test
    void its_link_stands_alone_on_its_line_and_works() throws Exception {
        register("en", Person.named("Ece", "Kaya").withEmail("ece@example.com"));
        var parts = (MimeMultipart) only().getContent();

        var lines = body(parts.getBodyPart(0)).lines().filter(l -> l.contains("://")).toList();
        assertThat(lines).hasSize(1);
        var link = LINK.matcher(lines.getFirst());
        assertThat(link.matches()).as(lines.getFirst()).isTrue();
        assertThat(body(parts.getBodyPart(1))).contains("<a href=\"" + link.group() + "\"");

        Shopper.guest(shop)
                .with("Accept", "application/json")
                .get(link.group(1))
                .answers(200)
                .says("{\"detail\": \"ok\"}");
    }

    @Test
    void a_name_is_text_in_the_text_and_escaped_on_the_page() throws Exception {
        register("en", Person.named("<b>Ece</b>{{key}}", "Kaya").withEmail("b@example.com"));
        var parts = (MimeMultipart) only().getContent();

        assertThat(body(parts.getBodyPart(0))).contains("Hello <b>Ece< b>{{key}},");
        assertThat(body(parts.getBodyPart(1)))
                .contains("Hello &lt;b&gt;Ece&lt; b&gt;{{key}},")
                .doesNotContain("<b>");
    }

    @Test
    void a_name_makes_no_header() throws Exception {
        register("en", Person.named("Ece\r\nBcc: x@example.com", "K").withEmail("bcc@example.com"));

        assertThat(only().getHeader("Bcc")).isNull();
        assertThat(mailServer.getReceivedMessagesForDomain("x@example.com")).isEmpty();
    }

    @Test
    void once_it_is_delivered_its_words_are_gone_and_its_history_stays() throws Exception {
        register("en", Person.named("Ece", "Kaya").withEmail("wiped@example.com"));
        var messageId = only().getMessageID();
        Eventually.holds(
                "that is noted",
                Duration.ofSeconds(10),
                () ->
                        text("""
                        select state || ' ' || attempts || ' ' || (body_text is null) || ' '
                               || (body_html is null) || ' ' || (delivered_at is not null)
                          from outbox_message order by id desc limit 1
                        """)
                                .equals("delivered 1 true true true"));
        assertThat(
                        text(
                                """
                                select m.message_id || ' ' || a.attempt || ' ' || a.outcome || ' ' || a.detail
                                  from outbox_attempt a join outbox_message m on m.id = a.message_id
                                 order by m.id desc limit 1
                                """))
                .isEqualTo(messageId + " 1 delivered ");
    }

    private static void register(String language, Person person) {
        Shopper.guest(shop)
                .with("Accept-Language", language)
                .post("/users/registration/", person.json())
                .answers(201);
    }

    private static MimeMessage only() {
        assertThat(mailServer.waitForIncomingEmail(10_000, 1)).isTrue();
        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        return mailServer.getReceivedMessages()[0];
    }

    private static String body(BodyPart part) throws Exception {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    private static String text(String sql) {
        return shop.database().read(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
