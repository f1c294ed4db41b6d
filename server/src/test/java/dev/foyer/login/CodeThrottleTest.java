package dev.foyer.login;

import static dev.foyer.login.CodeForms.PATH;
import static dev.foyer.login.CodeForms.REFUSED;
import static dev.foyer.login.CodeForms.customer;
import static dev.foyer.login.CodeForms.form;
import static dev.foyer.login.CodeForms.newest;
import static dev.foyer.login.CodeForms.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Those who guess codes, and those who ask for them without end (contract 0.2.14).
class CodeThrottleTest {
    @RegisterExtension
    static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1").mayLeaveMessages();

    @BeforeEach
    void stopTheClock() {
        shop.clock().stop();
    }

    @AfterEach
    void aDayLater() throws InterruptedException {
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
        shop.later(Duration.ofDays(2));
    }

    @Test
    void of_two_hundred_guesses_at_once_five_are_compared_and_thirty_answered() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);
        var guesses = new ArrayList<Callable<Reply>>();
        for (int i = 1; i <= 200; i++) {
            var wrong = PhoneBox.wrong(code, i);
            var same = like(guest);
            guesses.add(() -> same.post(PATH, form(phone, wrong)));
        }

        var replies = AtOnce.inTurns(16, guesses);

        assertThat(count(replies, 406)).isEqualTo(30);
        assertThat(count(replies, 429)).isEqualTo(170);
        assertThat(tries(phone)).isEqualTo(5);
        shop.clock().forward(Duration.ofMinutes(1));
        guest.post(PATH, form(phone, code)).answers(406).says(REFUSED);
    }

    @Test
    void who_guesses_in_other_sessions_is_compared_with_nothing_and_shuts_nobody_out()
            throws Exception {
        var phone = phone();
        customer(shop, phone);
        var owner = Shopper.guest(shop);
        owner.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);
        var guesses = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 200; i++) {
            var stranger = Shopper.guest(shop).with("X-Forwarded-For", "203.0.113." + i);
            guesses.add(() -> stranger.post(PATH, form(phone, code)));
        }

        var replies = AtOnce.inTurns(16, guesses);

        assertThat(count(replies, 406)).isEqualTo(200);
        assertThat(tries(phone)).isZero();
        owner.post(PATH, form(phone, code)).answers(200);
    }

    @Test
    void behind_an_address_whose_share_is_used_up_a_right_code_opens_and_a_wrong_one_waits()
            throws Exception {
        var phone = phone();
        customer(shop, phone);
        var owner = Shopper.guest(shop).with("X-Forwarded-For", "192.0.2.10");
        owner.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);
        Operator.of(shop)
                .set("THROTTLE_RATES", "{\"login\": {\"network\": \"3/min\"}}")
                .answers(200);
        for (int i = 0; i < 3; i++) {
            Shopper.guest(shop)
                    .with("X-Forwarded-For", "192.0.2.10")
                    .login("prey" + i + "@example.com", "x")
                    .answers(400);
        }

        owner.post(PATH, form(phone, PhoneBox.wrong(code, 1))).answers(429);
        owner.post(PATH, form(phone, code)).answers(200);
    }

    @Test
    void codes_can_be_asked_for_as_often_as_the_scope_says() throws Exception {
        Operator.of(shop).set("THROTTLE_RATES", "{\"otp\": \"2/hour\"}").answers(200);
        var phone = phone();
        // The proof of the phone is the first.
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        shop.later(Duration.ofSeconds(30));
        guest.post(PATH, form(phone)).answers(429);

        shop.clock().forward(Duration.ofSeconds(30));
        guest.post(PATH, form(phone)).answers(429).has("Retry-After", "3480");
        assertThat(shop.logged())
                .anyMatch(line -> line.startsWith("throttled scope=otp by=phone request="));
        var other = phone();
        Shopper.signedIn(shop, "other@example.com")
                .patch("/users/profile/", form(other))
                .answers(202);
    }

    @Test
    void a_code_refused_for_its_pause_costs_nothing_of_the_scope() throws Exception {
        Operator.of(shop).set("THROTTLE_RATES", "{\"otp\": \"3/hour\"}").answers(200);
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        for (int i = 0; i < 5; i++) {
            guest.post(PATH, form(phone)).answers(429).has("Retry-After", "60");
        }
        shop.clock().forward(Duration.ofSeconds(60));
        guest.post(PATH, form(phone)).answers(200);
    }

    @Test
    void who_looks_for_phones_with_an_account_is_stopped_like_who_looks_for_passwords() {
        Operator.of(shop)
                .set("THROTTLE_RATES", "{\"login\": {\"network\": \"4/min\"}}")
                .answers(200);
        var prober = Shopper.guest(shop);
        for (int i = 0; i < 2; i++) {
            prober.post(PATH, form(phone())).answers(400);
            prober.post(PATH, form(phone(), "123456")).answers(400);
        }
        prober.post(PATH, form(phone())).answers(429).has("Retry-After", "60");
        prober.post(PATH, form(phone(), "123456")).answers(429);
    }

    @Test
    void the_code_for_a_new_phone_bears_thirty_guesses_a_minute_of_which_five_are_compared()
            throws Exception {
        var phone = phone();
        var ayse = Shopper.signedIn(shop, "proof@example.com");
        ayse.patch("/users/profile/", form(phone)).answers(202);
        var code = newest(shop, phone);
        var guesses = new ArrayList<Callable<Reply>>();
        for (int i = 1; i <= 60; i++) {
            var wrong = PhoneBox.wrong(code, i);
            var same = like(ayse);
            guesses.add(() -> same.patch("/users/profile/", form(phone, wrong)));
        }

        var replies = AtOnce.inTurns(16, guesses);

        assertThat(count(replies, 406)).isEqualTo(30);
        assertThat(count(replies, 429)).isEqualTo(30);
        assertThat(tries(phone)).isEqualTo(5);
        ayse.patch("/users/profile/", "{\"first_name\": \"Elif\"}").answers(200);
    }

    /// The same browser in another thread.
    private static Shopper like(Shopper shopper) {
        return Shopper.stranger(shop)
                .holding("osessionid", shopper.cookie("osessionid"))
                .holding("csrftoken", shopper.cookie("csrftoken"));
    }

    private static long tries(String phone) {
        return shop.count("select tries from one_time_code where phone = '+9" + phone + "'");
    }

    private static long count(List<Reply> replies, int status) {
        return replies.stream().filter(reply -> reply.status() == status).count();
    }
}
