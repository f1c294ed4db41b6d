package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Every route where somebody hands in an address or a phone, with `ENUMERATION_PROTECTION`: what is
/// answered for one that has an account and for one that has none, side by side (contract 0.2.15).
/// The views that want a code are in [EnumerationByCodeTest].
class EnumerationTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("ENUMERATION_PROTECTION", "true")
                    .with("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE", "true");

    private static final String REGISTRATION = "/users/registration/";
    private static final String VERIFY_FIRST =
            "[\"Please verify your email address before login.\"]";
    private static final String HERS = "hers@example.com";
    private static final String PENDING = "pending@example.com";
    private static final String CLOSED = "closed@example.com";
    private static final String PHONE = "05541110001";

    /// What a stranger gets to see, without what is different each time.
    private record Seen(
            int status, String body, Map<String, List<String>> headers, List<String> cookies) {
        static Seen of(Reply reply, String handedIn) {
            var headers = reply.headers();
            headers.remove("date");
            headers.remove("x-request-id");
            // It is the address's that was handed in, and as long as that.
            headers.remove("content-length");
            var cookies =
                    reply.setCookies().stream()
                            .map(line -> line.replaceAll("=[^;]*", "=…"))
                            .toList();
            return new Seen(
                    reply.status(), reply.text().replace(handedIn, "…"), headers, cookies);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        shop.clock().stop();
        confirmed(HERS);
        confirmed(CLOSED);
        shop.database()
                .change(
                        tx ->
                                tx.execute(
                                        "update customer set is_active = false where id = (select customer_id"
                                                + " from email_address where identity = '"
                                                + CLOSED
                                                + "')"));
        register(PENDING).answers(400);
        Shopper owner = Shopper.guest(shop);
        owner.login(HERS).answers(200);
        owner.patch("/users/profile/", "{\"phone\": \"" + PHONE + "\"}").answers(202);
        shop.database()
                .change(
                        tx ->
                                tx.execute(
                                        "update customer set phone = '+9%s', phone_verified_at = now()"
                                                        .formatted(PHONE)
                                                + " where id = (select customer_id from email_address"
                                                + " where identity = '"
                                                + HERS
                                                + "')"));
    }

    @AfterEach
    void anHourLater() {
        shop.clock().forward(Duration.ofHours(2));
    }

    @Test
    void registration() {
        for (var known : List.of(HERS, PENDING, CLOSED)) {
            alike(known, "nobody-" + known, EnumerationTest::register).says(VERIFY_FIRST);
        }
    }

    @Test
    void registration_by_a_form_that_names_everything() {
        alike(
                        HERS,
                        "everything@example.com",
                        email ->
                                Shopper.guest(shop)
                                        .post(
                                                REGISTRATION + "?next=/hediye/",
                                                Person.named("Elif", "Kaya")
                                                        .withEmail(email)
                                                        .with("username", "\"elif\"")
                                                        .with("phone", '"' + PHONE + '"')
                                                        .with(
                                                                "attributes",
                                                                "{\"verification_required\": true}")
                                                        .json()))
                .says(VERIFY_FIRST);
        // The user name was left out, and tells nothing of who has the other one.
        alike(
                        HERS,
                        "everything2@example.com",
                        email ->
                                Shopper.guest(shop)
                                        .post(
                                                REGISTRATION,
                                                Person.named("Elif", "Kaya")
                                                        .withEmail(email)
                                                        .with("username", "\"elif\"")
                                                        .json()))
                .says(VERIFY_FIRST);
        assertThat(shop.count("select count(*) from customer where username is not null")).isZero();
    }

    @Test
    void registration_as_often_as_mails_may_be_sent() {
        for (var email : List.of(HERS, "often@example.com")) {
            for (int i = 0; i < 5; i++) {
                register(email).answers(400).says(VERIFY_FIRST);
            }
        }
        alike(HERS, "often@example.com", EnumerationTest::register)
                .answers(429)
                .has("Retry-After", "3600");
    }

    @Test
    void a_sign_in_with_the_password_of_a_registration() {
        register("just@example.com").answers(400);
        register(HERS, "kirmizi-bisiklet-8").answers(400);
        register("just2@example.com", "kirmizi-bisiklet-8").answers(400);

        alike(
                        HERS,
                        "just2@example.com",
                        email -> Shopper.guest(shop).login(email, "kirmizi-bisiklet-8"))
                .answers(400)
                .says(
                        "{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
        // As often as somebody likes: what is given back where a password is right would tell too.
        for (int i = 0; i < 29; i++) {
            alike(
                    HERS,
                    "just2@example.com",
                    email -> Shopper.guest(shop).login(email, "kirmizi-bisiklet-8"));
        }
    }

    @Test
    void a_sign_in_with_a_wrong_password() {
        for (var known : List.of(HERS, PENDING, CLOSED)) {
            alike(known, "unknown@example.com", email -> Shopper.guest(shop).login(email, "x"));
        }
        alike(CLOSED, "unknown@example.com", email -> Shopper.guest(shop).login(email))
                .answers(400);
        alike(PENDING, "unknown@example.com", email -> Shopper.guest(shop).login(email))
                .answers(400);
    }

    @Test
    void a_sign_in_by_code() {
        alike(PHONE, "05541110002", phone -> post("/users/otp-login/", "phone", phone))
                .answers(200)
                .isEmpty();
        alike(PHONE, "05541110002", phone -> post("/users/otp-login/", "phone", phone))
                .answers(429);
        alike(
                        PHONE,
                        "05541110002",
                        phone ->
                                Shopper.guest(shop)
                                        .post(
                                                "/users/otp-login/",
                                                "{\"phone\": \"%s\", \"code\": \"123456\"}"
                                                        .formatted(phone)))
                .answers(406);
    }

    @Test
    void a_password_reset() {
        for (var known : List.of(HERS, PENDING, CLOSED)) {
            alike(
                            known,
                            "nobody-" + known,
                            email -> post("/users/password/reset/", "email", email))
                    .answers(200);
        }
    }

    @Test
    void another_confirmation_mail() {
        for (var known : List.of(HERS, PENDING, CLOSED)) {
            alike(
                            known,
                            "nobody-" + known,
                            email -> post("/users/registration/resend-email/", "email", email))
                    .answers(200);
        }
    }

    @Test
    void a_further_address() throws Exception {
        var elif = confirmed("further@example.com");
        for (var known : List.of(HERS, PENDING, CLOSED)) {
            shop.clock().forward(Duration.ofHours(2));
            alike(
                            known,
                            "more-" + known,
                            email -> elif.post("/users/emails/", "{\"email\": \"" + email + "\"}"))
                    .answers(200)
                    .says("{}");
        }
        elif.get("/users/emails/?all=true").answers(200).contains("further@").contains("]");
        assertThat(elif.get("/users/emails/?all=true").json()).hasSize(1);
        // What is hers she knows.
        elif.post("/users/emails/", "{\"email\": \"further@example.com\"}")
                .answers(400)
                .says("{\"email\": [\"Email address is already exists.\"]}");
    }

    @Test
    void another_primary_address() throws Exception {
        var elif = confirmed("change@example.com");
        for (var known : List.of(HERS, PENDING, CLOSED)) {
            shop.clock().forward(Duration.ofHours(2));
            alike(
                            known,
                            "new-" + known,
                            email ->
                                    elif.post(
                                            "/users/email-change/",
                                            "{\"email\": \"%s\", \"password\": \"%s\"}"
                                                    .formatted(email, Shopper.PASSWORD)))
                    .answers(200);
        }
    }

    @Test
    void a_phone_for_the_own_profile() throws Exception {
        var elif = confirmed("phone@example.com");
        var other = confirmed("phone2@example.com");
        var answers = Map.of(PHONE, elif, "05541110003", other);
        alike(
                        PHONE,
                        "05541110003",
                        phone ->
                                answers.get(phone)
                                        .patch(
                                                "/users/profile/",
                                                "{\"phone\": \"%s\", \"username\": null}"
                                                        .formatted(phone)),
                        reply -> reply.text().replaceAll("(?s).*", "the own profile"))
                .answers(202);
    }

    @Test
    void the_owner_is_told_by_mail_and_somebody_new_is_asked_to_confirm() throws Exception {
        confirmed("told@example.com");
        int before = MailBox.of(shop, "told@example.com").mails().size();

        register("told@example.com").answers(400);
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post(REGISTRATION, Person.named("A", "B").withEmail("told@example.com").json())
                .answers(400);
        register("new@example.com").answers(400);

        var box = MailBox.of(shop, "told@example.com");
        Eventually.holds(
                "both letters arrive",
                Duration.ofSeconds(10),
                () -> box.mails().size() == before + 2);
        assertThat(box.mails().stream().limit(2).map(mail -> mail.get("subject").asString()))
                .containsExactlyInAnyOrder(
                        "You already have an account at Foyer",
                        "Foyer üzerinde zaten bir hesabınız var");
        assertThat(box.mails().getFirst().get("text").asString()).doesNotContain("http");
        var newcomer = Shopper.guest(shop);
        newcomer.login("new@example.com").answers(400);
        confirm("new@example.com");
        assertThat(MailBox.of(shop, "new@example.com").mails()).hasSize(1);
        newcomer.login("new@example.com").answers(200);
        newcomer.get("/current_user/").answers(200).shows("is_email_verified", true);
    }

    @Test
    void nothing_is_left_of_what_was_taken_back() {
        long customers = shop.count("select count(*) from customer");
        long ledger = shop.count("select count(*) from consent_ledger");
        register(HERS).answers(400);

        assertThat(shop.count("select count(*) from customer")).isEqualTo(customers);
        assertThat(shop.count("select count(*) from consent_ledger")).isEqualTo(ledger);
        assertThat(
                        shop.count(
                                "select count(*) from email_address where address like '%foyer.invalid'"))
                .isZero();
        assertThat(
                        shop.count(
                                """
                                select count(*) from audit_event
                                 where kind = 'registration_repeated'
                                """))
                .isPositive();
        assertThat(shop.logged()).noneMatch(line -> line.contains("hers@"));
    }

    @Test
    void without_protection_the_documented_answers_are_back() {
        Operator.of(shop).set("ENUMERATION_PROTECTION", "false").answers(200);
        try {
            register(HERS)
                    .answers(400)
                    .says(
                            "{\"email\": [\"A user is already registered with this e-mail"
                                    + " address.\"]}");
            Shopper.signedIn(shop, "open@example.com")
                    .post("/users/emails/", "{\"email\": \"" + HERS + "\"}")
                    .answers(400);
        } finally {
            Operator.of(shop).unset("ENUMERATION_PROTECTION").answers(200);
        }
    }

    private static Reply alike(String known, String unknown, Function<String, Reply> hand) {
        return alike(known, unknown, hand, Reply::text);
    }

    /// Both see the same; the answer for the known one, to look at.
    ///
    /// @param body what is to be compared of it
    private static Reply alike(
            String known,
            String unknown,
            Function<String, Reply> hand,
            Function<Reply, String> body) {
        var first = hand.apply(known);
        var second = hand.apply(unknown);
        var seen = Seen.of(first, known);
        var other = Seen.of(second, unknown);
        assertThat(new Seen(seen.status(), body.apply(first).replace(known, "…"), seen.headers(), seen.cookies()))
                .isEqualTo(new Seen(other.status(), body.apply(second).replace(unknown, "…"), other.headers(), other.cookies()));
        return first;
    }

    private static Reply post(String path, String field, String value) {
        return Shopper.guest(shop).post(path, "{\"%s\": \"%s\"}".formatted(field, value));
    }

    private static Reply register(String email) {
        return register(email, Shopper.PASSWORD);
    }

    private static Reply register(String email, String password) {
        return Shopper.guest(shop)
                .post(
                        REGISTRATION,
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail(email)
                                .with("password", '"' + password + '"')
                                .json());
    }

    /// A customer who has confirmed her address and is signed in.
    private static Shopper confirmed(String email) throws Exception {
        register(email).answers(400);
        confirm(email);
        var shopper = Shopper.guest(shop);
        shopper.login(email).answers(200);
        return shopper;
    }

    private static void confirm(String email) throws Exception {
        var key = MailBox.of(shop, email).confirmationKey();
        Shopper.guest(shop)
                .post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}")
                .answers(200);
    }
}
