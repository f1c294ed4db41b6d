package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Program;
import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Mail by TLS, by STARTTLS, and the cases in which it must not be sent.
class MailTlsTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final char[] STORE_PASSWORD = "for-tests-only".toCharArray();

    @TempDir static Path folder;
    private static Path store;
    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        store = folder.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(STORE_PASSWORD),
                                "-alias",
                                "mail",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(store)) {
            keys.load(stream, STORE_PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD);
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
    }

    @Test
    void smtps_is_encrypted_from_the_first_byte() throws Exception {
        try (var server = MailServer.withTls(tls)) {
            server.wants("secret");

            var mail = delivered(server, "smtps://foyer:secret@localhost:" + server.port());

            assertThat(mail.encrypted()).isTrue();
        }
    }

    @Test
    void a_password_travels_only_after_starttls() throws Exception {
        try (var server = MailServer.withStartTls(tls)) {
            server.wants("secret");

            var mail = delivered(server, "smtp://foyer:secret@localhost:" + server.port());

            assertThat(mail.encrypted()).isTrue();
            var said = server.commands().stream().map(line -> line.split(" ", 2)[0]).toList();
            assertThat(said).startsWith("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA");
        }
    }

    @Test
    void where_starttls_is_required_nothing_is_said_without_it() throws Exception {
        try (var server = MailServer.open()) {
            server.wants("secret");

            var failed = failed("smtp://foyer:secret@localhost:" + server.port());

            assertThat(failed).startsWith("waiting 1 failed ");
            assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
            assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        try (var server = MailServer.withTls(tls)) {
            assertThat(failed("smtps://localhost:" + server.port()))
                    .startsWith("waiting 1 failed ");
            assertThat(server.commands()).isEmpty();
        }
        try (var server = MailServer.withStartTls(tls)) {
            assertThat(failed("smtp://localhost:" + server.port())).startsWith("waiting 1 failed ");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_another_name_is_refused() throws Exception {
        try (var server = MailServer.withTls(tls);
                var program = trusting("smtps://127.0.0.1:" + server.port())) {
            register(program);
            Eventually.holds(
                    "the attempt has failed",
                    SOON,
                    () -> program.out().contains("outbox message 1, attempt 1: "));

            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void a_server_that_accepts_and_says_nothing_is_given_up() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var url = SmtpUrl.parse("smtp://127.0.0.1:" + silent.getLocalPort()).orElseThrow();
            var shop = Shop.open();
            shop.beforeAll(null);
            try (var settings = Settings.standard(shop)) {
                var carrier = new SmtpCarrier(url, settings, Duration.ofMillis(200));

                assertThat(carrier.carry(Settings.parcel(shop)))
                        .isInstanceOf(Carrier.Outcome.Failed.class);
            } finally {
                shop.afterAll(null);
            }
        }
    }

    /// The mail that a server which trusts our certificate delivers.
    private static MailServer.Mail delivered(MailServer server, String url) throws Exception {
        try (var program = trusting(url)) {
            register(program);
            Eventually.holds("the mail arrives", SOON, () -> !server.mails().isEmpty());
            return server.mails().getFirst();
        }
    }

    private static Program trusting(String url) throws Exception {
        var environment = Program.development(folder.resolve("data"), Map.of("SMTP_URL", url));
        var options =
                List.of(
                        "-Djavax.net.ssl.trustStore=" + store,
                        "-Djavax.net.ssl.trustStorePassword=" + new String(STORE_PASSWORD));
        return Program.start(options, environment, "serve").untilReady();
    }

    private static void register(Program program) {
        Shopper.guest(program.url())
                .post(
                        "/users/registration/",
                        Person.named("Ece", "Kaya").withEmail("ece@example.com").json())
                .answers(201);
    }

    /// What became of a mail that could not be sent, in a server that trusts nobody special.
    private static String failed(String url) throws Exception {
        var shop = Shop.open().with("SMTP_URL", url).mayLeaveMessages();
        shop.beforeAll(null);
        try {
            Shopper.signedIn(shop, "ece@example.com");
            Eventually.holds(
                    "the attempt has ended",
                    SOON,
                    () ->
                            shop.count(
                                            "select count(*) from outbox_attempt where ended_at is"
                                                    + " not null")
                                    == 1);
            return shop.database()
                    .read(
                            handle ->
                                    handle.createQuery(
                                                    """
                                                    select state || ' ' || attempts || ' ' || outcome || ' ' || detail
                                                      from outbox_message m join outbox_attempt a on a.message_id = m.id
                                                    """)
                                            .mapTo(String.class)
                                            .one());
        } finally {
            shop.afterAll(null);
        }
    }
}
