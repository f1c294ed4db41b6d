package dev.foyer.registration;

import static dev.foyer.registration.SmsForms.PATH;
import static dev.foyer.registration.SmsForms.REFUSED;
import static dev.foyer.registration.SmsForms.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/// Many who show codes at once, on two nodes; who else may hold one; and what is kept of it
/// (contract 0.2.4).
class RegistrationCodeRaceTest {
    @RegisterExtension static final Shop one = SmsForms.shop("RegisterSMSOtp");
    @RegisterExtension static final Shop other = Shop.nodeBeside(one);

    @Test
    void of_two_hundred_guesses_at_once_five_are_looked_at() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(one);
        guest.post(PATH, who.form().json()).answers(202);
        var code = PhoneBox.of(one, who.e164()).code();

        var guesses = new ArrayList<Callable<Reply>>();
        for (int i = 1; i <= 200; i++) {
            var guesser = sameSession(guest, i % 2 == 0 ? one : other);
            var guess = who.with(PhoneBox.wrong(code, i));
            guesses.add(() -> guesser.post(PATH, guess));
        }
        // Those that come to nothing but a throttle are not looked at either.
        var replies = AtOnce.all(guesses);
        assertThat(replies).allMatch(reply -> List.of(406, 429).contains(reply.status()));
        replies.stream()
                .filter(reply -> reply.status() == 406)
                .forEach(reply -> reply.says(REFUSED));

        assertThat(SmsForms.tries(one, who)).isEqualTo(5);
        assertThat(guest.post(PATH, who.with(code)).status()).isIn(406, 429);
        assertThat(SmsForms.accounts(one, who)).isZero();
    }

    @Test
    void tries_on_two_nodes_count_together() throws Exception {
        var who = newcomer();
        var here = Shopper.guest(one);
        here.post(PATH, who.form().json()).answers(202);
        var there = sameSession(here, other);
        var code = PhoneBox.of(one, who.e164()).code();
        for (int i = 1; i <= 5; i++) {
            (i % 2 == 0 ? here : there)
                    .post(PATH, who.with(PhoneBox.wrong(code, i)))
                    .answers(406)
                    .says(REFUSED);
        }

        here.post(PATH, who.with(code)).answers(406).says(REFUSED);
        there.post(PATH, who.with(code)).answers(406).says(REFUSED);
        there.post(PATH, who.form().json()).answers(429);
    }

    @Test
    void a_code_from_one_node_opens_the_account_on_the_other() throws Exception {
        var who = newcomer();
        var here = Shopper.guest(one);
        here.post(PATH, who.form().json()).answers(202);
        var there = sameSession(here, other);

        there.post(PATH, who.with(PhoneBox.of(other, who.e164()).code())).answers(201);
    }

    @Test
    void the_right_code_twenty_times_at_once_makes_one_account() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(one);
        guest.post(PATH, who.form().json()).answers(202);
        var form = who.with(PhoneBox.of(one, who.e164()).code());

        var racers = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 20; i++) {
            var racer = sameSession(guest, i % 2 == 0 ? one : other);
            racers.add(() -> racer.post(PATH, form));
        }
        var replies = AtOnce.all(racers);

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .allMatch(reply -> reply.status() == 406 || reply.text().contains("\"email\""));
        assertThat(SmsForms.accounts(one, who)).isEqualTo(1);
        assertThat(
                        one.count(
                                "select count(*) from outbox_message where channel = 'email' and recipient = '"
                                        + who.email()
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void twenty_first_steps_at_once_send_one_message() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(one);
        var racers = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 20; i++) {
            var node = i % 2 == 0 ? one : other;
            var racer = i < 10 ? sameSession(guest, node) : Shopper.guest(node);
            racers.add(() -> racer.post(PATH, who.form().json()));
        }
        var replies = AtOnce.all(racers);

        assertThat(replies.stream().filter(reply -> reply.status() == 202)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 202)
                .forEach(reply -> reply.answers(429));
        PhoneBox.of(one, who.e164()).code();
        assertThat(messages(who)).isEqualTo(1);
    }

    @Test
    void where_phones_are_unique_a_taken_one_is_told_at_either_step() throws Exception {
        var setting = "PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE";
        Operator.of(one).set(setting, "true").answers(200);
        var taken = "{\"phone\": [\"A user is already registered with this phone number.\"]}";
        try {
            var first = newcomer();
            var here = Shopper.guest(one);
            here.post(PATH, first.form().json()).answers(202);
            var code = PhoneBox.of(one, first.e164()).code();
            aMinuteLater();
            var second = first.form().withEmail("second." + first.email());
            var there = Shopper.guest(one);
            there.post(PATH, second.json()).answers(202);
            var secondCode = PhoneBox.of(one, first.e164()).code(2);

            here.post(PATH, first.with(code)).answers(201);
            there.post(PATH, second.with("code", '"' + secondCode + '"').json())
                    .answers(400)
                    .says(taken);
            Shopper.guest(one).post(PATH, second.json()).answers(400).says(taken);
            assertThat(messages(first)).as("no SMS for nothing").isEqualTo(2);
        } finally {
            Operator.of(one).unset(setting).answers(200);
        }
    }

    @Test
    void where_they_are_not_two_accounts_may_have_one_phone() throws Exception {
        var first = newcomer();
        var here = Shopper.guest(one);
        here.post(PATH, first.form().json()).answers(202);
        here.post(PATH, first.with(PhoneBox.of(one, first.e164()).code())).answers(201);
        var second = first.form().withEmail("second." + first.email());
        var there = Shopper.guest(one);
        there.post(PATH, second.json()).answers(202);
        var code = PhoneBox.of(one, first.e164()).code(2);

        there.post(PATH, second.with("code", '"' + code + '"').json()).answers(201);
    }

    @Test
    void a_code_asked_for_as_a_guest_is_dead_after_signing_in_and_a_customer_has_her_own()
            throws Exception {
        var owner = newcomer();
        var shopper = Shopper.guest(one);
        shopper.post(PATH, owner.form().json()).answers(202);
        shopper.post(PATH, owner.with(PhoneBox.of(one, owner.e164()).code())).answers(201);
        var who = newcomer();
        var guest = Shopper.guest(one);
        guest.post(PATH, who.form().json()).answers(202);
        var asGuest = PhoneBox.of(one, who.e164()).code();
        guest.login(owner.email()).answers(200);
        guest.post(PATH, who.with(asGuest)).answers(406).says(REFUSED);

        aMinuteLater();
        guest.post(PATH, who.form().json()).answers(202);
        guest.post(PATH, who.with(PhoneBox.of(one, who.e164()).code(2))).answers(201);
        guest.get("/current_user/").answers(200).shows("email", who.email());
    }

    @Test
    void the_code_is_kept_as_a_hash_under_our_key_and_stands_in_no_log() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(one);
        guest.post(PATH, who.form().json()).answers(202);
        var code = PhoneBox.of(one, who.e164()).code();
        guest.post(PATH, who.with(PhoneBox.wrong(code, 1))).answers(406);

        var row = "select row_to_json(c)::text from one_time_code c where phone = :phone";
        var kept =
                one.database()
                        .read(
                                handle ->
                                        handle.createQuery(row)
                                                .bind("phone", who.e164())
                                                .mapTo(String.class)
                                                .one());
        assertThat(kept)
                .doesNotContain('"' + code + '"')
                .doesNotContain(Sha256.of(code).hex())
                .doesNotContain(HexFormat.of().formatHex(code.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(who.email());
        assertThat(
                        one.count(
                                "select count(*) from outbox_message where body_text is not null and recipient = '"
                                        + who.e164()
                                        + "'"))
                .as("the delivered message has lost its words")
                .isZero();
        guest.post(PATH, who.with(code)).answers(201);
        for (var log : List.of(one.logged(), other.logged())) {
            assertThat(log)
                    .isNotEmpty()
                    .noneMatch(line -> line.matches("(?s).*\\b" + code + "\\b.*"))
                    .noneMatch(line -> line.contains(who.local().substring(1)));
        }
    }

    /// The nodes' clocks agree.
    private static void aMinuteLater() {
        one.clock().forward(Duration.ofSeconds(60));
        other.clock().forward(Duration.ofSeconds(60));
    }

    private static long messages(SmsForms.Newcomer who) {
        return one.count(
                "select count(*) from outbox_message where channel = 'sms' and recipient = '"
                        + who.e164()
                        + "'");
    }

    /// The same browser at another node, or once more at the same.
    private static Shopper sameSession(Shopper guest, Shop node) {
        return Shopper.stranger(node)
                .holding("osessionid", guest.cookie("osessionid"))
                .holding("csrftoken", guest.cookie("csrftoken"));
    }
}
