package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.OBJECTION;
import static dev.foyer.emails.Mailed.addressesOf;
import static dev.foyer.emails.Mailed.primaryOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET`, `HEAD` and `POST /users/email-set-primary/<signed_email>/<user_id_key>/` (contract
/// B.1.11, 0.2.5, 0.2.8).
class EmailSetPrimaryTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private final Mailed mailed = new Mailed(shop);

    @Test
    void a_machine_takes_the_address_over_by_get() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        var link = mailed.changeLink(ayse, "ayse.new@example.com");

        Shopper.stranger(shop).with("Accept", "application/json").get(link).answers(200).isEmpty();

        ayse.get("/users/emails/")
                .shows("email", "ayse.new@example.com")
                .shows("verified", true)
                .shows("primary", true);
        ayse.get("/current_user/")
                .shows("email", "ayse.new@example.com")
                .shows("is_email_verified", true);
        Shopper.guest(shop).login("ayse.new@example.com").answers(200);
        Shopper.guest(shop).login("ayse@example.com").answers(400);
        mailed.machine().get(link).answers(404).says("{}");
        mailed.machine().post(link).answers(404).says("{}");
    }

    @Test
    void a_person_presses_the_button() throws Exception {
        var can = Shopper.signedIn(shop, "can@example.com");
        var link = mailed.changeLink(can, "can.new@example.com");
        var person = mailed.person();

        var page = person.get(link).answers(200).contains("<h1>Use this address from now on?</h1>");
        assertThat(page.text()).doesNotContain("can@example.com", "can.new@example.com");
        person.send("HEAD", link, null, "").answers(200);
        assertThat(primaryOf(can)).isEqualTo("can@example.com");

        person.post(link).answers(200).contains("<h1>Your e-mail address has been changed</h1>");
        assertThat(primaryOf(can)).isEqualTo("can.new@example.com");
        person.get(link).answers(200).contains("<h1>Already changed</h1>");
        person.with("Accept-Language", "tr")
                .get(link)
                .answers(200)
                .contains("<h1>Adres zaten değiştirildi</h1>");
    }

    @Test
    void a_proved_former_address_stays_as_a_further_one_and_another_goes() throws Exception {
        var proved = mailed.proved("proved@example.com");
        mailed.move(proved, "proved@example.com", "proved.new@example.com");
        assertThat(addressesOf(proved))
                .containsExactly("proved.new@example.com", "proved@example.com");
        Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("A", "B").withEmail("proved@example.com").json())
                .answers(400);

        var unproved = Shopper.signedIn(shop, "unproved@example.com");
        mailed.move(unproved, "unproved@example.com", "unproved.new@example.com");
        assertThat(addressesOf(unproved)).containsExactly("unproved.new@example.com");
        Shopper.signedIn(shop, "unproved@example.com");
    }

    @Test
    void the_session_that_asked_stays_and_every_other_one_ends_with_its_key() throws Exception {
        var elif = mailed.proved("elif@example.com");
        var phone = Shopper.guest(shop);
        var key = phone.login("elif@example.com").answers(200).json().get("key").asString();
        var link = mailed.changeLink(elif, "elif.new@example.com");

        // Opened where the mail is read: on the phone.
        phone.with("Accept", "application/json").get(link).answers(200);

        elif.get("/current_user/").answers(200);
        phone.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401);
    }

    @Test
    void the_former_address_is_told_in_her_own_language_and_not_of_the_new_one() throws Exception {
        var guest = Shopper.guest(shop).with("Accept-Language", "tr");
        guest.post(
                        "/users/registration/",
                        Person.named("Zeynep", "Kaya").withEmail("zeynep@example.com").json())
                .answers(201);
        var link = mailed.changeLink(guest, "thief@evil.example");

        mailed.machine().with("Accept-Language", "en").get(link).answers(200);

        MailBox.of(shop, "zeynep@example.com").link(OBJECTION);
        var mail = MailBox.of(shop, "zeynep@example.com").newest();
        assertThat(mail.get("subject").asString())
                .isEqualTo("Foyer e-posta adresiniz değiştirildi");
        assertThat(mail.get("text").asString())
                .startsWith("Merhaba Zeynep,\n")
                .containsPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC tarihine kadar")
                .containsPattern(
                        "\nhttp://shop.test/users/email-objection/[\\w-]{40}/[\\w-]{40}/\n")
                .doesNotContain("thief", "evil");
        assertThat(mail.get("html").asString())
                .contains("Bunu ben yapmadım")
                .doesNotContain("thief", "evil");
        assertThat(MailBox.of(shop, "thief@evil.example").links(OBJECTION)).isEmpty();
    }

    @Test
    void a_link_dies_with_what_stood_when_it_was_asked_for() throws Exception {
        var deniz = mailed.proved("deniz@example.com");
        var older = mailed.changeLink(deniz, "deniz.two@example.com");
        var newer = mailed.changeLink(deniz, "deniz.three@example.com");
        mailed.machine().get(newer).answers(200);
        dead(older);

        // Also when the former address has come back.
        mailed.move(deniz, "deniz.three@example.com", "deniz@example.com");
        dead(older);
        dead(newer);
        assertThat(primaryOf(deniz)).isEqualTo("deniz@example.com");

        var last = mailed.changeLink(deniz, "deniz.two@example.com");
        shop.change("update credential set changed_at = changed_at + interval '1 second'");
        dead(last);
    }

    @Test
    void an_address_proved_by_somebody_else_meanwhile_is_his() throws Exception {
        var nil = Shopper.signedIn(shop, "nil@example.com");
        var other = Shopper.signedIn(shop, "other@example.com");
        var link = mailed.changeLink(nil, "wanted@example.com");
        mailed.add(other, "wanted@example.com");

        mailed.machine().get(link).answers(400).says(EXISTS);
        mailed.machine().post(link).answers(400).says(EXISTS);
        mailed.person()
                .get(link)
                .answers(400)
                .contains("<h1>This address belongs to another account</h1>");
        mailed.person()
                .with("Accept-Language", "tr")
                .post(link)
                .answers(400)
                .contains("<h1>Bu adres başka bir hesaba ait</h1>");
        assertThat(primaryOf(nil)).isEqualTo("nil@example.com");
        nil.get("/current_user/").answers(200);
        assertThat(MailBox.of(shop, "nil@example.com").links(OBJECTION)).isEmpty();
    }

    @Test
    void mail_scanners_change_nothing() throws Exception {
        var merve = Shopper.signedIn(shop, "merve@example.com");
        var link = mailed.changeLink(merve, "merve.new@example.com");
        for (var accept : new String[] {"", "*/*", "text/html", AccountConfirmTest.BROWSER}) {
            var scanner = Shopper.stranger(shop).with("Accept", accept);
            scanner.get(link).answers(200).contains("Use this address from now on?");
            scanner.send("HEAD", link, null, "").answers(200).isEmpty();
        }
        Shopper.stranger(shop).post(link).answers(403);
        assertThat(primaryOf(merve)).isEqualTo("merve@example.com");
    }

    private void dead(String link) {
        mailed.machine().get(link).answers(404).says("{}");
        mailed.machine().post(link).answers(404).says("{}");
        mailed.person().get(link).answers(404).contains("This link does not work any more");
    }
}
