package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.OBJECTION;
import static dev.foyer.emails.Mailed.addressesOf;
import static dev.foyer.emails.Mailed.primaryOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// `GET` and `POST /users/email-objection/<signed_email>/<user_id_key>/`, ours: the former address
/// objects to a change.
class EmailObjectionTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private final Mailed mailed = new Mailed(shop);

    @Test
    void an_objection_gives_the_account_back_and_leaves_the_thief_nothing() throws Exception {
        var ayse = mailed.proved("ayse@example.com");
        var thief = Shopper.guest(shop);
        var key = thief.login("ayse@example.com").answers(200).json().get("key").asString();
        mailed.add(thief, "spare@evil.example");
        var objection = mailed.move(thief, "ayse@example.com", "thief@evil.example");
        var pending = mailed.verifyLink(thief, "later@evil.example");
        var change = mailed.changeLink(thief, "another@evil.example");
        ayse.get("/current_user/").answers(401);

        mailed.machine().post(objection).answers(200).isEmpty();

        thief.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/users/emails/")
                .answers(401);
        Shopper.guest(shop).login("thief@evil.example").answers(400);
        Shopper.guest(shop).login("ayse@example.com").answers(400);
        for (var link : new String[] {pending, change}) {
            mailed.machine().get(link).answers(404).says("{}");
            mailed.machine().post(link).answers(404).says("{}");
        }
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity like"
                                        + " '%@evil.example'"))
                .isZero();
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity ="
                                        + " 'ayse@example.com' and is_primary and verified_at is not"
                                        + " null"))
                .isEqualTo(1);
        mailed.machine().post(objection).answers(404).says("{}");
        // His address is free for whoever it belongs to.
        Shopper.signedIn(shop, "thief@evil.example");
    }

    @Test
    void a_new_password_comes_by_mail_and_the_one_the_thief_knew_does_not_come_back()
            throws Exception {
        Operator.of(shop).set("PASSWORD_HISTORY_LENGTH", "3").answers(200);
        var owner = mailed.proved("owner@example.com");
        var objection = mailed.move(owner, "owner@example.com", "taker@evil.example");
        mailed.machine().post(objection).answers(200);

        var guest = Shopper.guest(shop);
        guest.post("/users/password/reset/", Mailed.json("owner@example.com")).answers(200);
        var link = MailBox.of(shop, "owner@example.com").link("/users/reset/");
        guest.post(link, newPassword(Shopper.PASSWORD)).answers(400);
        guest.post(link, newPassword("mavi-vapur-iskelesi-9")).answers(200);

        guest.login("owner@example.com", "mavi-vapur-iskelesi-9").answers(200);
        assertThat(primaryOf(guest)).isEqualTo("owner@example.com");
        Operator.of(shop).unset("PASSWORD_HISTORY_LENGTH").answers(200);
    }

    @Test
    void a_person_sees_what_will_happen_and_presses_the_button() throws Exception {
        var can = mailed.proved("can@example.com");
        var link = mailed.move(can, "can@example.com", "can.new@example.com");
        var person = mailed.person();

        var page = person.get(link).answers(200).contains("<h1>Take your account back?</h1>");
        assertThat(page.text()).doesNotContain("@example.com", "<script");
        person.post(link)
                .answers(200)
                .contains("<h1>Your address is restored</h1>")
                .contains("new password");
        person.get(link).answers(200).contains("<h1>Your address is in place</h1>");
        person.with("Accept-Language", "tr").get(link).answers(200).contains("Adresiniz yerinde");
        can.get("/current_user/").answers(401);
    }

    @Test
    void a_get_never_objects_whoever_sends_it_and_whatever_the_shop_says() throws Exception {
        var elif = mailed.proved("elif@example.com");
        var link = mailed.move(elif, "elif@example.com", "elif.new@example.com");
        Operator.of(shop).set("CONFIRM_EMAIL_ON_GET", "\"always\"").answers(200);
        try {
            mailed.machine().get(link).answers(200).contains("Take your account back?");
            Shopper.stranger(shop).get(link).answers(200).contains("Take your account back?");
            Shopper.stranger(shop).send("HEAD", link, null, "").answers(200);
            Shopper.stranger(shop).post(link).answers(403);
        } finally {
            Operator.of(shop).unset("CONFIRM_EMAIL_ON_GET").answers(200);
        }
        assertThat(primaryOf(elif)).isEqualTo("elif.new@example.com");
    }

    @Test
    void an_address_that_was_never_proved_can_object_too() throws Exception {
        var nil = Shopper.signedIn(shop, "nil@example.com");
        var link = mailed.move(nil, "nil@example.com", "nil.new@example.com");

        mailed.machine().post(link).answers(200);

        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity ="
                                        + " 'nil@example.com' and is_primary and verified_at is not"
                                        + " null"))
                .isEqualTo(1);
    }

    @Test
    void a_second_change_does_not_take_the_objection_to_the_first_away() throws Exception {
        var deniz = mailed.proved("deniz@example.com");
        var first = mailed.move(deniz, "deniz@example.com", "one@evil.example");
        var second = mailed.move(deniz, "one@evil.example", "two@evil.example");
        shop.change("update credential set changed_at = changed_at + interval '1 second'");

        mailed.machine().post(first).answers(200);

        mailed.machine().post(second).answers(404).says("{}");
        assertThat(
                        shop.count(
                                "select count(*) from email_address e join email_address f using"
                                        + " (customer_id) where f.identity = 'deniz@example.com' and"
                                        + " f.is_primary"))
                .isEqualTo(1);
    }

    @Test
    void where_the_address_has_come_back_there_is_nothing_to_restore() throws Exception {
        var ece = mailed.proved("ece@example.com");
        var link = mailed.move(ece, "ece@example.com", "ece.new@example.com");
        mailed.move(ece, "ece.new@example.com", "ece@example.com");

        mailed.person().post(link).answers(200).contains("<h1>Your address is in place</h1>");
        mailed.machine().post(link).answers(404).says("{}");
        assertThat(addressesOf(ece)).containsExactly("ece@example.com", "ece.new@example.com");
    }

    @Test
    void an_address_that_somebody_else_registered_is_not_taken_from_him() throws Exception {
        var merve = Shopper.signedIn(shop, "merve@example.com");
        var link = mailed.move(merve, "merve@example.com", "merve.new@example.com");
        var other = Shopper.signedIn(shop, "merve@example.com");

        mailed.machine().post(link).answers(400).says(EXISTS);
        mailed.person().post(link).answers(400).contains("This address belongs to another account");
        assertThat(primaryOf(other)).isEqualTo("merve@example.com");
        assertThat(primaryOf(merve)).isEqualTo("merve.new@example.com");
    }

    @Test
    void a_closed_account_is_not_restored() throws Exception {
        var zeynep = mailed.proved("zeynep@example.com");
        var link = mailed.move(zeynep, "zeynep@example.com", "zeynep.new@example.com");
        shop.change(
                "update customer set is_active = false where id = (select"
                        + " customer_id from email_address where identity ="
                        + " 'zeynep@example.com')");

        mailed.machine().post(link).answers(404).says("{}");
        mailed.person().get(link).answers(404).contains("This link does not work any more");
    }

    @Test
    void the_shop_decides_how_long_she_may_object() throws Exception {
        var late = mailed.proved("late@example.com");
        var link = mailed.move(late, "late@example.com", "late.new@example.com");
        assertThat(MailBox.of(shop, "late@example.com").links(OBJECTION)).containsExactly(link);
        Operator.of(shop).set("EMAIL_OBJECTION_TIMEOUT", "3600").answers(200);
        try {
            shop.clock().forward(Duration.ofMinutes(61));
            mailed.machine().post(link).answers(404).says("{}");
        } finally {
            Operator.of(shop).unset("EMAIL_OBJECTION_TIMEOUT").answers(200);
        }
        mailed.machine().post(link).answers(200);
    }

    private static String newPassword(String password) {
        return "{\"new_password1\": \"%s\", \"new_password2\": \"%s\"}"
                .formatted(password, password);
    }
}
