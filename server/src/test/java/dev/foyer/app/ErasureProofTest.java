package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

/// A customer tells unmistakable things of herself in every field, uses every feature, and is then
/// forgotten: neither a dump of the whole database nor the log holds any of it, in the clear or by
/// a hash that anybody could make.
class ErasureProofTest {
    private static final String EMAIL = "Zuleyha.Unmistakable@erasure-proof.example";
    private static final String WISHED = "zuleyha.wished@erasure-proof.example";
    private static final String ADDRESS = "198.51.100.177";
    private static final String PHONE = "05559876501";
    private static final String PROFILE = "/users/profile/";
    private static final String FORMER_PHONE = "05559876502";
    private static final String NEVER_PROVED = "05559876503";
    private static final List<String> VALUES =
            List.of(
                    "Züleyhâ",
                    "Unmistakableoğlu",
                    EMAIL,
                    WISHED,
                    ADDRESS,
                    "zuleyha-nickname-77",
                    PHONE,
                    "+905559876501",
                    "5559876501",
                    "1971-03-17",
                    "attribute-of-zuleyha",
                    "ZuleyhasBrowser/77.1",
                    "ZuleyhasPhone",
                    "Zuleyhas Castle",
                    "Unmistakable Alley 77",
                    "zuleyha.door@erasure-proof.example",
                    "Zuleyha Trading Inc",
                    "Zuleyhas Tax Office",
                    "ring at zuleyha",
                    "gate-code-zuleyha",
                    "unmistakable-password-771",
                    "unmistakable-password-772",
                    FORMER_PHONE,
                    "+905559876502",
                    NEVER_PROVED,
                    "+905559876503");

    private static DebianPostgres postgres;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        postgres = DebianPostgres.start();
        shop =
                Shop.open()
                        .with("DATABASE_URL", postgres.url())
                        .with("TRUSTED_PROXIES", "127.0.0.1");
        shop.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
        postgres.close();
    }

    @Test
    void nothing_is_left_of_a_customer_who_was_erased() throws Exception {
        var before =
                Shopper.guest(shop)
                        .with("User-Agent", "ZuleyhasBrowser/77.1")
                        .with("X-Forwarded-For", ADDRESS);
        live(before);
        var picture = HexFormat.of().formatHex(picture(before));
        var dumpBefore = postgres.dump();
        assertThat(dumpBefore)
                .as("the test sees what there is")
                .contains("Züleyhâ", EMAIL, FORMER_PHONE.substring(1), NEVER_PROVED.substring(1))
                .contains(WISHED, ADDRESS, "attribute-of-zuleyha")
                .contains(picture);

        before.patch("/users/anonymize/", "{}").answers(200);
        // What was counted is noted after she is gone.
        Shopper.guest(shop).login(EMAIL, "wrong-again").answers(400);
        shop.housekeeping();

        var dump = postgres.dump();
        var log = String.join("\n", shop.logged());
        assertThat(dump.contains(picture)).as("her picture is in the database").isFalse();
        for (var value : VALUES) {
            for (var trace : traces(value)) {
                assertThat(dump.contains(trace)).as("%s is in the database", trace).isFalse();
                assertThat(log.contains(trace)).as("%s is in the log", trace).isFalse();
            }
        }
    }

    /// Uses what there is to use.
    private static void live(Shopper zuleyha) throws InterruptedException {
        Operator.of(shop).set("SELF_ANONYMIZATION_ENABLED", "true").answers(200);
        zuleyha.post(
                        "/users/registration/",
                        Person.named("Züleyhâ", "Unmistakableoğlu")
                                .withEmail(EMAIL)
                                .with("password", "\"unmistakable-password-771\"")
                                .with("username", "\"zuleyha-nickname-77\"")
                                .with("phone", '"' + PHONE + '"')
                                .with("gender", "\"female\"")
                                .with("date_of_birth", "\"1971-03-17\"")
                                .with("email_allowed", "true")
                                .with("attributes", "{\"note\": \"attribute-of-zuleyha\"}")
                                .json())
                .answers(201);
        zuleyha.post(
                        "/users/registration/verify-email/",
                        "{\"key\": \"%s\"}".formatted(MailBox.of(shop, EMAIL).confirmationKey()))
                .answers(200);
        zuleyha.login(EMAIL, "wrong-" + "unmistakable-password-771").answers(400);
        zuleyha.login(EMAIL, "unmistakable-password-771").answers(200);
        zuleyha.get("/current_user/").answers(200);
        var address =
                """
                {"title": "Zuleyhas Castle", "first_name": "Züleyhâ", "last_name": "Unmistakableoğlu",
                 "email": "zuleyha.door@erasure-proof.example", "phone_number": "%s", "country": 792,
                 "city": 34, "township": 3423, "line": "Unmistakable Alley 77", "is_corporate": true,
                 "company_name": "Zuleyha Trading Inc", "tax_no": "4540536920",
                 "tax_office": "Zuleyhas Tax Office", "identity_number": "17291716060",
                 "notes": "ring at zuleyha", "extra_field": {"gate": "gate-code-zuleyha"}}
                """
                        .formatted(PHONE);
        zuleyha.post("/address/", address).answers(201);
        zuleyha.post("/address/", address).answers(201);
        zuleyha.get("/address/detailed/").answers(200);
        zuleyha.get("/users/sessions/").answers(200).contains("198.51.100.177");
        zuleyha.get("/users/export/").answers(200).contains("Unmistakable Alley 77");
        zuleyha.post(
                        "/users/password/change/",
                        """
                        {"old_password": "unmistakable-password-771",
                         "new_password1": "unmistakable-password-772",
                         "new_password2": "unmistakable-password-772"}
                        """)
                .answers(200);
        zuleyha.post(
                        "/users/email-change/",
                        "{\"email\": \"%s\", \"password\": \"unmistakable-password-772\"}"
                                .formatted(WISHED))
                .answers(200);
        Shopper.guest(shop)
                .post("/users/password/reset/", "{\"email\": \"%s\"}".formatted(EMAIL))
                .answers(200);
        useProfile(zuleyha);
        Shopper.guest(shop)
                .with("User-Agent", "ZuleyhasPhone/78.2")
                .login(EMAIL, "unmistakable-password-772")
                .answers(200);
        shop.housekeeping();
        atTheDesk();
        // What a carrier has in its hands still arrives (ADR 21).
        Eventually.holds(
                "every letter is delivered",
                Duration.ofSeconds(10),
                () ->
                        shop.count(
                                        "select (select count(*) from password_reset_request)"
                                                + " + (select count(*) from outbox_message where state = 'waiting')")
                                == 0);
    }

    /// Proves the phone, gives another one up, begins with a third, and signs in by a code.
    private static void useProfile(Shopper zuleyha) throws InterruptedException {
        shop.clock().stop();
        zuleyha.send("PATCH", PROFILE, avatar(), "multipart/form-data; boundary=line").answers(200);
        for (var phone : List.of(FORMER_PHONE, PHONE)) {
            zuleyha.patch(PROFILE, "{\"phone\": \"%s\"}".formatted(phone)).answers(202);
            zuleyha.patch(PROFILE, shown(phone, PhoneBox.of(shop, phone).code(1))).answers(200);
            shop.clock().forward(Duration.ofMinutes(1));
        }
        zuleyha.patch(PROFILE, "{\"phone\": \"%s\"}".formatted(NEVER_PROVED)).answers(202);
        PhoneBox.of(shop, NEVER_PROVED).code();
        zuleyha.post("/users/otp-login/", "{\"phone\": \"%s\"}".formatted(PHONE)).answers(200);
        zuleyha.post("/users/otp-login/", shown(PHONE, PhoneBox.of(shop, PHONE).code(2)))
                .answers(200);
    }

    private static String shown(String phone, String code) {
        return "{\"phone\": \"%s\", \"code\": \"%s\"}".formatted(phone, code);
    }

    /// A form with a small picture of nothing.
    private static byte[] avatar() {
        var head =
                """
                --line\r
                Content-Disposition: form-data; name="avatar"; filename="zuleyha.png"\r
                \r
                """;
        try (var form = new ByteArrayOutputStream()) {
            form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", form);
            form.writeBytes("\r\n--line--\r\n".getBytes(StandardCharsets.UTF_8));
            return form.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] picture(Shopper zuleyha) {
        var url = zuleyha.get(PROFILE).json().get("avatar").asString();
        return zuleyha.get(url.substring(Shop.PUBLIC_URL.length())).answers(200).bytes();
    }

    /// Somebody at the desk finds her by all that she told, and looks at everything in clear.
    private static void atTheDesk() {
        var operator = Operator.of(shop);
        for (var typed : List.of("zuleyha", "Unmistakableo%C4%9Flu", EMAIL, PHONE)) {
            operator.get("/api/customers/?full=true&q=" + typed).answers(200).contains(EMAIL);
        }
        long id =
                shop.count(
                        "select customer_id from email_address where identity = lower('%s')"
                                .formatted(EMAIL));
        for (var what : List.of("", "sessions/", "events/")) {
            operator.get("/api/customers/" + id + "/" + what + "?full=true").answers(200);
        }
    }

    /// A value in every form in which it could lie about: as it is, in other cases, as bytes, and
    /// by its plain hashes.
    private static List<String> traces(String value) throws Exception {
        var traces = new ArrayList<String>();
        var forms =
                List.of(
                        value,
                        value.toLowerCase(Locale.ROOT),
                        value.toUpperCase(Locale.ROOT),
                        value.strip().toLowerCase(Locale.ROOT));
        for (var form : forms) {
            var bytes = form.getBytes(StandardCharsets.UTF_8);
            traces.add(form);
            traces.add(HexFormat.of().formatHex(bytes));
            traces.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            for (var algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                var digest = MessageDigest.getInstance(algorithm).digest(bytes);
                traces.add(HexFormat.of().formatHex(digest));
                traces.add(Base64.getEncoder().withoutPadding().encodeToString(digest));
            }
        }
        return traces;
    }
}
