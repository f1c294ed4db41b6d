package dev.foyer.password;

import static dev.foyer.password.Customers.awaitLetters;
import static dev.foyer.password.Customers.forget;
import static dev.foyer.password.Customers.id;
import static dev.foyer.password.Customers.links;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// `POST /users/password/reset/` (contract B.5.4): who is mailed, and that nobody else learns it.
class PasswordResetTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/password/reset/";
    private static final String SENT = "{\"detail\": \"Password reset e-mail has been sent.\"}";

    @Test
    void a_link_is_mailed_that_stands_alone_on_its_line() throws Exception {
        var address = newAddress();
        proved(shop, address);

        Shopper.guest(shop).post(PATH, email(address)).answers(200).says(SENT);

        awaitLetters(shop);
        assertThat(links(shop, address)).hasSize(1);
        var mail = Customers.letter(shop, address);
        assertThat(mail.get("subject").asString()).isEqualTo("Choose a new password for Foyer");
        assertThat(mail.get("text").asString()).startsWith("Hello Ayşe,\n");
        var link = "http://shop.test" + links(shop, address).getFirst();
        assertThat(mail.get("text").asString()).contains("\n\n" + link + "\n\n");
        assertThat(mail.get("html").asString()).contains("<a href=\"" + link + "\"");
        assertThat(link)
                .matches("http://shop\\.test/users/reset/[A-Za-z0-9_-]+/[A-Za-z0-9_-]{32}/");
    }

    @Test
    void answer_and_letter_speak_turkish() throws Exception {
        var address = newAddress();
        proved(shop, address);

        Shopper.guest(shop)
                .with("Accept-Language", "tr-TR,tr;q=0.9")
                .post(PATH, email(address))
                .answers(200)
                .says("{\"detail\": \"Parola sıfırlama e-postası gönderildi.\"}");

        awaitLetters(shop);
        var mail = Customers.letter(shop, address);
        assertThat(mail.get("subject").asString()).isEqualTo("Foyer için yeni parola belirleyin");
        assertThat(mail.get("text").asString()).startsWith("Merhaba Ayşe,\n");
    }

    @Test
    void the_address_is_found_in_any_case_and_in_every_kind_of_body() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var guest = Shopper.guest(shop);

        guest.post(PATH, email(address.toUpperCase(Locale.ROOT))).answers(200).says(SENT);
        guest.postForm(PATH, "email=" + address.replace("@", "%40")).answers(200).says(SENT);
        guest.post("/users/password/reset", email(" " + address + " ")).answers(200).says(SENT);

        awaitLetters(shop);
        assertThat(links(shop, address)).hasSize(3);
    }

    @Test
    void nobody_can_tell_who_has_an_account() throws Exception {
        var known = newAddress();
        var unproved = newAddress();
        var inactive = newAddress();
        var passwordless = newAddress();
        proved(shop, known);
        Shopper.signedIn(shop, unproved);
        Shopper.signedIn(shop, inactive);
        sql(shop, "update customer set is_active = false where id = " + id(shop, inactive));
        proved(shop, passwordless);
        Customers.makePasswordless(shop, passwordless);

        var expected = "";
        for (var address :
                new String[] {known, unproved, inactive, passwordless, "nobody@example.com"}) {
            var guest = Shopper.guest(shop);
            var reply = guest.post(PATH, email(address)).answers(200).says(SENT);
            assertThat(reply.setCookies()).isEmpty();
            var length = reply.header("Content-Length");
            assertThat(expected.isEmpty() ? length : expected).isEqualTo(length);
            expected = length;
        }

        awaitLetters(shop);
        assertThat(links(shop, known)).hasSize(1);
        assertThat(links(shop, unproved)).hasSize(1);
        assertThat(links(shop, passwordless)).hasSize(1);
        assertThat(links(shop, inactive)).isEmpty();
        assertThat(links(shop, "nobody@example.com")).isEmpty();
    }

    /// The request can only be alike in time because it looks nowhere: it is answered while nobody
    /// can read who has which address.
    @Test
    void the_request_reads_neither_customers_nor_addresses() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var known = Shopper.guest(shop);
        var unknown = Shopper.guest(shop);
        var locked = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var locker =
                    threads.submit(
                            () ->
                                    shop.database()
                                            .write(
                                                    tx -> {
                                                        tx.execute(
                                                                "lock table customer, email_address, credential"
                                                                        + " in access exclusive mode");
                                                        locked.countDown();
                                                        return await(asked);
                                                    }));
            locked.await();
            try {
                known.post(PATH, email(address)).answers(200).says(SENT);
                unknown.post(PATH, email("nobody-either@example.com")).answers(200).says(SENT);
            } finally {
                asked.countDown();
            }
            assertThat(locker.get()).isTrue();
        }
    }

    @Test
    void an_unproved_address_is_not_greeted_by_a_name_that_may_be_anybodys() throws Exception {
        var address = newAddress();
        Shopper.signedIn(shop, address);
        forget(shop, address);
        awaitLetters(shop);

        var mail = Customers.letter(shop, address);

        assertThat(mail.get("text").asString()).startsWith("Hello,\n").doesNotContain("Ayşe");
        assertThat(mail.get("html").asString()).contains(">Hello,<").doesNotContain("Ayşe");
    }

    @Test
    void whoever_names_a_proved_further_address_is_mailed_at_her_primary_one() throws Exception {
        var primary = newAddress();
        var further = newAddress();
        proved(shop, primary);
        addAddress(primary, further, true);

        forget(shop, further);

        awaitLetters(shop);
        assertThat(links(shop, further)).isEmpty();
        assertThat(links(shop, primary)).hasSize(1);
    }

    @Test
    void a_further_address_leads_to_no_unproved_primary_one() throws Exception {
        var primary = newAddress();
        var further = newAddress();
        Shopper.signedIn(shop, primary);
        addAddress(primary, further, true);

        forget(shop, further);

        awaitLetters(shop);
        assertThat(links(shop, further)).isEmpty();
        assertThat(links(shop, primary)).isEmpty();
    }

    @Test
    void an_address_that_somebody_only_wants_to_add_is_nobodys() throws Exception {
        var primary = newAddress();
        var pending = newAddress();
        proved(shop, primary);
        addAddress(primary, pending, false);

        forget(shop, pending);

        awaitLetters(shop);
        assertThat(links(shop, pending)).isEmpty();
        assertThat(links(shop, primary)).isEmpty();
    }

    @Test
    void every_wrong_field_is_told_at_once() {
        var guest = Shopper.guest(shop);
        guest.post(PATH, "{}").answers(400).says("{\"email\": [\"This field is required.\"]}");
        guest.post(PATH, "{\"email\": \" \"}")
                .answers(400)
                .says("{\"email\": [\"This field may not be blank.\"]}");
        guest.post(PATH, "{\"email\": \"ayse\", \"frontend_id\": \"app\"}")
                .answers(400)
                .says(
                        "{\"email\": [\"Enter a valid email address.\"],"
                                + " \"frontend_id\": [\"\\\"app\\\" is not a valid choice.\"]}");
        guest.post(PATH, "{\"email\": [], \"frontend_id\": {}}")
                .answers(400)
                .says(
                        "{\"email\": [\"Not a valid string.\"], \"frontend_id\": [\"Not a valid string.\"]}");
        guest.post(PATH, "[]")
                .answers(400)
                .says(
                        "{\"non_field_errors\": [\"Invalid data. Expected a dictionary, but got list.\"]}");
    }

    @Test
    void a_request_needs_its_token() {
        Shopper.stranger(shop)
                .post(PATH, email("nobody@example.com"))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF cookie not set.\"}");
        Shopper.guest(shop)
                .send("GET", PATH, null, "")
                .answers(405)
                .has("Allow", "OPTIONS, POST")
                .says("{\"detail\": \"Method \\\"GET\\\" not allowed.\"}");
    }

    @Test
    void neither_address_nor_link_stands_in_the_log() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = Customers.link(shop, address);
        Shopper.guest(shop).post(link, Customers.twice(Customers.NEW)).answers(200);
        awaitLetters(shop);

        var token = link.split("/", -1)[4];
        assertThat(shop.logged()).noneMatch(line -> line.contains(address) || line.contains(token));
        assertThat(shop.logged()).anyMatch(line -> line.contains("/users/reset/<uidb64>/<token>/"));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void addAddress(String primary, String further, boolean isProved) {
        sql(
                shop,
                "insert into email_address (customer_id, address, identity, is_primary, verified_at, created_at)"
                        + " values (%d, '%s', '%s', false, %s, now())"
                                .formatted(
                                        id(shop, primary),
                                        further,
                                        further,
                                        isProved ? "now()" : "null"));
    }

    private static String email(String address) {
        return "{\"email\": \"" + address + "\"}";
    }
}
