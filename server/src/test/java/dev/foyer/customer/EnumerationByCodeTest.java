package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;

/// What somebody learns who registers an address by a code to a phone of his own, and goes on with
/// that phone: nothing, where strangers may not learn who has an account (contract 0.2.15).
class EnumerationByCodeTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("ENUMERATION_PROTECTION", "true")
                    .with("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE", "true")
                    .with("REST_REGISTER_VIEW", "omnishop.users.views.RegisterKvkkView")
                    .with(
                            "REST_AUTH_REGISTER_SERIALIZERS",
                            "{\"REGISTER_SERIALIZER\":"
                                    + " \"omnishop.users.resources.serializers.RegisterKvkkSerializer\"}");

    private static final String REGISTRATION = "/users/registration/";
    private static final String VERIFY_FIRST =
            "[\"Please verify your email address before login.\"]";
    private static final String HERS = "hers@example.com";

    @BeforeAll
    static void open() throws Exception {
        shop.clock().stop();
        register(HERS, "05541120001");
        confirm(HERS);
    }

    @Test
    void a_code_is_sent_and_taken_alike() throws Exception {
        var answers =
                List.of(register(HERS, "05541120002"), register("free@example.com", "05541120003"));

        for (var answer : answers) {
            answer.answers(400).says(VERIFY_FIRST);
            assertThat(answer.setCookies()).isEmpty();
        }
        for (var phone : List.of("05541120002", "05541120003")) {
            assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);
        }
    }

    @Test
    void the_phone_shown_tells_nothing_afterwards() throws Exception {
        var taken = "05541120010";
        var free = "05541120011";
        register(HERS, taken).answers(400);
        register("free2@example.com", free).answers(400);

        for (var phone : List.of(taken, free)) {
            shop.clock().forward(Duration.ofMinutes(2));
            // It signs nobody in, and no code comes.
            Shopper.guest(shop)
                    .post("/users/otp-login/", "{\"phone\": \"" + phone + "\"}")
                    .answers(200);
            shop.drained();
            assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);
            // It is as good for somebody else as any other.
            shop.clock().forward(Duration.ofMinutes(2));
            var email = "second-" + phone + "@example.com";
            register(email, phone).answers(400).says(VERIFY_FIRST);
            confirm(email);
            Shopper.guest(shop).login(email).answers(200);
            shop.clock().forward(Duration.ofMinutes(2));
            Shopper.guest(shop)
                    .post("/users/otp-login/", "{\"phone\": \"" + phone + "\"}")
                    .answers(200);
            shop.drained();
            assertThat(PhoneBox.of(shop, phone).texts()).hasSize(3);
        }

        // Who confirms late has no phone that somebody else has by now.
        confirm("free2@example.com");
        var late = Shopper.guest(shop);
        late.login("free2@example.com").answers(200);
        late.get("/users/profile/").answers(200).shows("phone", null);
    }

    @Test
    void who_holds_a_phone_is_told_that_it_is_taken_whatever_the_address_is() throws Exception {
        for (var email : List.of(HERS, "free3@example.com")) {
            shop.clock().forward(Duration.ofMinutes(2));
            register(email, "05541120001")
                    .answers(400)
                    .says(
                            "{\"phone\": [\"A user is already registered with this phone number.\"]}");
        }
    }

    @Test
    void a_confirmed_phone_signs_in() throws Exception {
        register("phone@example.com", "05541120030").answers(400);
        confirm("phone@example.com");
        shop.clock().forward(Duration.ofMinutes(2));
        var guest = Shopper.guest(shop);

        guest.post("/users/otp-login/", "{\"phone\": \"05541120030\"}").answers(200);
        shop.drained();
        var box = PhoneBox.of(shop, "05541120030");
        guest.post(
                        "/users/otp-login/",
                        "{\"phone\": \"05541120030\", \"code\": \"%s\"}"
                                .formatted(box.code(box.texts().size())))
                .answers(200);
    }

    @Test
    void a_phone_keeps_nobody_elses_address_for_ever() throws Exception {
        register("squatted@example.com", "05541120040").answers(400);
        Operator.of(shop).set("RETAIN_UNVERIFIED_REGISTRATIONS", "86400").answers(200);
        try {
            shop.clock().forward(Duration.ofDays(2));
            shop.housekeeping();
            assertThat(
                            shop.count(
                                    "select count(*) from email_address where identity ="
                                            + " 'squatted@example.com'"))
                    .isZero();
        } finally {
            Operator.of(shop).unset("RETAIN_UNVERIFIED_REGISTRATIONS").answers(200);
        }
    }

    /// Both steps; the answer to the second.
    private static Reply register(String email, String phone) throws Exception {
        var guest = Shopper.guest(shop);
        var form = Person.named("Ayşe", "Yılmaz").withEmail(email).with("phone", '"' + phone + '"');
        guest.post(REGISTRATION, form.json()).answers(202);
        shop.drained();
        var box = PhoneBox.of(shop, phone);
        var code = box.code(box.texts().size());
        return guest.post(REGISTRATION, form.with("code", '"' + code + '"').json());
    }

    private static void confirm(String email) throws Exception {
        var key = MailBox.of(shop, email).confirmationKey();
        Shopper.guest(shop)
                .post(REGISTRATION + "verify-email/", "{\"key\": \"" + key + "\"}")
                .answers(200);
    }
}
