package dev.foyer.outbox;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Messages on order, each to a phone of its own, and what becomes of them.
final class SmsOrders {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Shop shop;

    SmsOrders(Shop shop) {
        this.shop = shop;
    }

    /// Asks for a code to a phone that is new, and tells the phone.
    String place() {
        int number = NUMBER.incrementAndGet();
        var phone = "+90555000%04d".formatted(number);
        Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("ayse" + number + "@example.com")
                                .with("phone", '"' + phone + '"')
                                .json())
                .answers(202);
        return phone;
    }

    /// Asks for a code whose first attempt fails, and tells the phone.
    String placeInVain() throws InterruptedException {
        var phone = place();
        awaitAttempt(phone, 1, "failed");
        return phone;
    }

    /// Waits for a state and a number of attempts, such as `delivered 1`.
    void awaitState(String phone, String state) throws InterruptedException {
        Eventually.holdsWithin(
                "the message is " + state,
                SOON,
                () ->
                        text(
                                        "select state || ' ' || attempts from outbox_message where id = :id",
                                        phone)
                                .equals(state));
    }

    /// A gateway that has rested is tried with two messages first: no others may take these places.
    void postponeAllBut(String phone) {
        shop.change(
                "update outbox_message set next_attempt_at = next_attempt_at + interval '1 day'"
                        + " where state = 'waiting' and recipient <> ?",
                phone);
    }

    /// Waits until an attempt has ended like this.
    void awaitAttempt(String phone, int attempt, String outcome) throws InterruptedException {
        Eventually.holdsWithin(
                "attempt " + attempt + " has " + outcome,
                SOON,
                () ->
                        text(
                                        "select coalesce(max(outcome), '') from outbox_attempt where message_id = :id"
                                                + " and attempt = "
                                                + attempt,
                                        phone)
                                .equals(outcome));
    }

    /// What the management port tells of the message.
    String story(String phone) {
        return Operator.of(shop).get("/api/outbox/" + id(phone) + "/").answers(200).text();
    }

    long id(String phone) {
        return shop.count("select id from outbox_message where recipient = '" + phone + "'");
    }

    private String text(String sql, String phone) {
        return shop.database()
                .read(
                        handle ->
                                handle.createQuery(sql)
                                        .bind("id", id(phone))
                                        .mapTo(String.class)
                                        .one());
    }
}
