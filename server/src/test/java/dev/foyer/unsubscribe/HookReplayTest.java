package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Digest;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// A hook request that comes again, and bodies that somebody else has written (contract 0.2.9), on
/// two nodes.
class HookReplayTest {
    private static final String SECRET = "another-secret";

    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    private static CallCentre iys;

    @BeforeAll
    static void register() {
        iys = CallCentre.kvkk(shop, "iys", SECRET);
    }

    @Test
    void an_identical_repeat_is_answered_alike_and_does_nothing_on_any_node() {
        var ayse = Subscriber.of(shop, "ayse@example.com");
        var body = iys.body(withdrawal("ayse@example.com"), iys.now());
        iys.send("PATCH", body).answers(200).says("{}");
        ayse.allows(true, false, true);
        allowAgain("ayse@example.com");

        iys.send("PATCH", body).answers(200).says("{}");
        iys.send("POST", body).answers(200).says("{}");
        iys.at(other).send("PATCH", body).answers(200).says("{}");
        ayse.allows(true, true, true);
    }

    @Test
    void another_body_with_the_same_hash_is_refused_on_every_node() {
        var victim = Subscriber.of(shop, "victim@example.com");
        var time = iys.now();
        iys.send("PATCH", iys.body(withdrawal("someone@example.com"), time)).answers(200);

        var forged = iys.body(withdrawal("victim@example.com"), time);
        iys.send("PATCH", forged).answers(400).says(CallCentre.MISMATCH);
        iys.at(other).send("PATCH", forged).answers(400).says(CallCentre.MISMATCH);
        victim.allows(true, true, true);
    }

    @Test
    void a_refused_request_uses_its_hash_up_for_nobody() {
        var deniz = Subscriber.of(shop, "deniz@example.com");
        var time = iys.now();
        iys.send("PATCH", iys.body("{\"email\": \"deniz\"}", time)).answers(400);
        iys.send("PATCH", iys.body("{}", time)).answers(400);

        iys.send("PATCH", iys.body(withdrawal("deniz@example.com"), time)).answers(200);
        deniz.allows(true, false, true);
    }

    @Test
    void two_services_with_one_secret_do_not_use_up_each_others_hashes() {
        var twin = CallCentre.kvkk(shop, "twin", SECRET);
        var can = Subscriber.of(shop, "can@example.com");
        var time = iys.now();
        iys.send("PATCH", iys.body(withdrawal("someone@example.com"), time)).answers(200);

        twin.send("PATCH", twin.body(withdrawal("can@example.com"), time)).answers(200);
        can.allows(true, false, true);
    }

    @Test
    void of_a_hundred_identical_requests_at_once_one_is_applied() throws Exception {
        var fatma = Subscriber.of(shop, "fatma@example.com");
        var body = iys.body(withdrawal("fatma@example.com"), iys.now());
        long before = applied();

        race(100, number -> (number % 2 == 0 ? iys : iys.at(other)).send("PATCH", body))
                .forEach(reply -> reply.answers(200).says("{}"));
        fatma.allows(true, false, true);
        assertThat(applied() - before).isEqualTo(1);
    }

    @Test
    void of_many_bodies_with_one_hash_at_once_one_is_applied() throws Exception {
        var time = iys.now();
        var people = new ArrayList<Subscriber>();
        for (int i = 0; i < 10; i++) {
            people.add(Subscriber.of(shop, "race" + i + "@example.com"));
        }

        var replies =
                race(
                        people.size(),
                        number ->
                                (number % 2 == 0 ? iys : iys.at(other))
                                        .send(
                                                "PATCH",
                                                iys.body(
                                                        withdrawal(
                                                                "race" + number + "@example.com"),
                                                        time)));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 200)
                .forEach(reply -> reply.answers(400).says(CallCentre.MISMATCH));
        assertThat(
                        shop.count(
                                "select count(*) from customer c join email_address e on"
                                        + " e.customer_id = c.id where e.identity like 'race%' and not"
                                        + " c.sms_allowed"))
                .isEqualTo(1);
    }

    @Test
    void a_service_that_may_send_batches_sends_several_bodies_with_one_hash() {
        CallCentre.add(shop, "batches", "kvkk", SECRET, ", \"allow_batches\": true");
        var batches = new CallCentre(shop, CallCentre.KVKK, "batches", SECRET);
        var one = Subscriber.of(shop, "one@example.com");
        var two = Subscriber.of(shop, "two@example.com");
        var time = batches.now();
        var first = batches.body(withdrawal("one@example.com"), time);

        batches.send("PATCH", first).answers(200);
        batches.at(other)
                .send("PATCH", batches.body(withdrawal("two@example.com"), time))
                .answers(200);
        one.allows(true, false, true);
        two.allows(true, false, true);

        allowAgain("one@example.com");
        batches.at(other).send("PATCH", first).answers(200).says("{}");
        one.allows(true, true, true);
    }

    @Test
    void who_has_to_sign_the_body_is_believed_with_its_signature_only() {
        CallCentre.add(shop, "signs", "kvkk", SECRET, ", \"require_signature\": true");
        var signs = new CallCentre(shop, CallCentre.KVKK, "signs", SECRET);
        var ece = Subscriber.of(shop, "ece@example.com");
        var body = signs.body(withdrawal("ece@example.com"), signs.now());
        var signature = signature(body, SECRET);

        signs.send("PATCH", body).answers(400).says(CallCentre.MISMATCH);
        for (var wrong :
                new String[] {
                    "",
                    "0".repeat(64),
                    signature.toUpperCase(Locale.ROOT),
                    signature(body + " ", SECRET),
                    signature(body, "another-secreT")
                }) {
            signed(signs, body, wrong).answers(400).says(CallCentre.MISMATCH);
        }
        ece.allows(true, true, true);
        signed(signs, body, signature).answers(200).says("{}");
        ece.allows(true, false, true);
        signed(signs, body.replace("ece@", "eve@"), signature)
                .answers(400)
                .says(CallCentre.MISMATCH);
    }

    @Test
    void the_signature_covers_the_bytes_as_they_were_sent() {
        CallCentre.add(shop, "signs bytes", "kvkk", SECRET, ", \"require_signature\": true");
        var signs = new CallCentre(shop, CallCentre.KVKK, "signs bytes", SECRET);
        var body =
                "\n \t"
                        + signs.body(
                                "{\"email\": \"a@b.co\", \"not\": \"\\u015fç🙂\"}", signs.now());

        signed(signs, body, signature(body, SECRET)).answers(200);
    }

    private static Reply signed(CallCentre service, String body, String signature) {
        return Shopper.stranger(shop)
                .with("x-foyer-signature", signature)
                .send(
                        "PATCH",
                        service.path(),
                        body.getBytes(StandardCharsets.UTF_8),
                        "application/json");
    }

    private static String signature(String body, String secret) {
        return Digest.hmacSha256Hex(secret, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String withdrawal(String email) {
        return "{\"email\": \"" + email + "\", \"sms_allowed\": false}";
    }

    /// As if she had changed her mind, so that a second withdrawal would show.
    private static void allowAgain(String email) {
        shop.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                update customer set sms_allowed = true
                                                 where id in (select customer_id from email_address
                                                               where identity = :identity)
                                                """)
                                        .bind("identity", email)
                                        .execute());
    }

    /// How many requests of this service have withdrawn something, on both nodes.
    private static long applied() {
        return shop.logged().stream()
                .filter(line -> line.contains("iys withdrew 1 consents of 1 customers"))
                .count();
    }

    private interface Runner {
        Reply run(int number);
    }

    private static List<Reply> race(int many, Runner runner) throws Exception {
        var runners = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < many; i++) {
            int number = i;
            runners.add(() -> runner.run(number));
        }
        return AtOnce.all(runners);
    }
}
