package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET /users/export/` (ours), and what an operator can hand out and prove.
class ExportTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/export/";

    @Test
    void only_who_is_signed_in() {
        Shopper.guest(shop).get(PATH).answers(401);
    }

    @Test
    void a_customer_gets_everything_that_is_known_of_her() {
        var ayse = Shopper.guest(shop);
        ayse.with("User-Agent", "Ayşe's phone".replace("ş", "s"))
                .post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("export@example.com")
                                .with("phone", "\"05551110033\"")
                                .with("gender", "\"female\"")
                                .with("date_of_birth", "\"1990-05-15\"")
                                .with("attributes", "{\"shoe\": 38}")
                                .json())
                .answers(201);

        var data =
                ayse.get(PATH)
                        .answers(200)
                        .has("Content-Disposition", "attachment; filename=\"my-data.json\"")
                        .json();

        var customer = data.get("customer").get(0);
        assertThat(customer.get("first_name").asString()).isEqualTo("Ayşe");
        assertThat(customer.get("phone").asString()).isEqualTo("+905551110033");
        assertThat(customer.get("date_of_birth").asString()).isEqualTo("1990-05-15");
        assertThat(customer.get("attributes").get("shoe").asInt()).isEqualTo(38);
        assertThat(data.get("email_address").get(0).get("address").asString())
                .isEqualTo("export@example.com");
        assertThat(data.get("session").get(0).get("user_agent").asString())
                .isEqualTo("Ayse's phone");
        assertThat(data.get("outbox_message").get(0).get("recipient").asString())
                .isEqualTo("export@example.com");
    }

    @Test
    void no_secret_is_in_it_and_nobody_else() {
        Shopper.signedIn(shop, "neighbour@example.com");
        var ayse = Shopper.signedIn(shop, "secrets@example.com");

        var text = ayse.get(PATH).answers(200).text();

        assertThat(text)
                .doesNotContain("argon2", "password_hash", "id_hash", "pepper")
                .doesNotContain("account-confirm-email", "neighbour@", ayse.cookie("osessionid"));
    }

    /// Anybody can register with another's phone or address.
    @Test
    void a_phone_and_an_address_that_are_only_claimed_tell_nothing_of_their_owners() {
        var mallory = Shopper.guest(shop);
        mallory.post(
                        "/users/registration/",
                        Person.named("Mallory", "Yılmaz")
                                .withEmail("claimed@example.com")
                                .with("phone", "\"05551110044\"")
                                .json())
                .answers(201);
        shop.database()
                .change(
                        tx ->
                                tx.createScript(
                                                """
                                                insert into outbox_message (channel, recipient, subject, message_id,
                                                                            created_at, next_attempt_at, state)
                                                values ('sms', '+905551110044', '', 'the owner''s', now(), now(),
                                                        'delivered');
                                                insert into one_time_code (purpose, holder, phone, code_hash, data_hash,
                                                                           issued_at, expires_at)
                                                values ('login', 'the owner', '+905551110044', sha256('code'),
                                                        sha256('data'), now(), now() + interval '1 day');
                                                insert into resend_request (identity, language, created_at, due_at)
                                                values ('claimed@example.com', 'en', now(), now() + interval '9 days');
                                                """)
                                        .execute());

        var data = mallory.get(PATH).answers(200).json();

        assertThat(data.get("one_time_code")).isEmpty();
        assertThat(data.get("resend_request")).isEmpty();
        assertThat(data.get("outbox_message").valueStream())
                .allSatisfy(one -> assertThat(one.get("channel").asString()).isEqualTo("email"));
        assertThat(data.get("customer").get(0).get("phone").asString()).isEqualTo("+905551110044");
    }

    @Test
    void an_operator_hands_out_erases_and_proves() {
        var operator = Operator.of(shop);
        var ayse = Shopper.signedIn(shop, "by-letter@example.com");
        long id = ayse.get("/current_user/").answers(200).json().get("pk").asLong();
        var path = "/api/customers/" + id;

        operator.get(path + "/export/").answers(200).contains("by-letter@example.com");
        operator.get(path + "/certificate/").answers(404);
        var erased = operator.send("POST", path + "/erase/", "").answers(200);
        ayse.get("/current_user/").answers(401);
        operator.send("POST", path + "/erase/", "").answers(404);

        erased.shows("customer", id).shows("genuine", true);
        assertThat(erased.json().get("content").asString())
                .contains("\"asked_by\":\"operator\"", "\"table\":\"customer\"", "first_name")
                .doesNotContain("by-letter", "Ayşe");
        assertThat(operator.get(path + "/certificate/").answers(200).text())
                .isEqualTo(erased.text());
        operator.get(path + "/export/").answers(200);
    }

    @Test
    void an_altered_certificate_is_told_from_a_genuine_one() {
        var operator = Operator.of(shop);
        var ayse = Shopper.signedIn(shop, "altered@example.com");
        long id = ayse.get("/current_user/").answers(200).json().get("pk").asLong();
        operator.send("POST", "/api/customers/" + id + "/erase/", "").answers(200);

        shop.change(
                "update erasure_certificate set content = replace(content, 'operator',"
                        + " 'customer') where customer_id = ?",
                id);

        operator.get("/api/customers/" + id + "/certificate/").answers(200).shows("genuine", false);
    }

    @Test
    void one_customers_certificate_does_not_pass_for_anothers() {
        var operator = Operator.of(shop);
        long one = erased(operator, "swapped1@example.com");
        long two = erased(operator, "swapped2@example.com");

        shop.change(
                "update erasure_certificate c set content = o.content, digest = o.digest,"
                        + " signature = o.signature, erased_at = o.erased_at"
                        + " from erasure_certificate o"
                        + " where c.customer_id = ? and o.customer_id = ?",
                one,
                two);

        operator.get("/api/customers/" + two + "/certificate/").shows("genuine", true);
        operator.get("/api/customers/" + one + "/certificate/").shows("genuine", false);
    }

    @Test
    void a_certificate_tells_what_became_of_the_way_to_the_consents() {
        var operator = Operator.of(shop);
        long id = erased(operator, "way@example.com");

        assertThat(
                        operator.get("/api/customers/" + id + "/certificate/")
                                .json()
                                .get("content")
                                .asString())
                .contains(
                        "{\"table\":\"consent_key\",\"rows\":\"deleted\",\"count\":1,\"columns\":[\"pepper\"]}",
                        "{\"table\":\"consent_head\",\"rows\":\"emptied\",\"count\":1,\"columns\":[\"owner\"]}",
                        "{\"table\":\"consent_address\",\"rows\":\"deleted\",\"count\":1,\"columns\":[\"address\"]}");
    }

    private static long erased(Operator operator, String email) {
        long id = Shopper.signedIn(shop, email).get("/current_user/").json().get("pk").asLong();
        operator.send("POST", "/api/customers/" + id + "/erase/", "").answers(200);
        return id;
    }

    @Test
    void a_number_that_is_none_finds_nobody() {
        var operator = Operator.of(shop);
        for (var id : new String[] {"0", "999999", "-1", "x", "99999999999999999999"}) {
            operator.get("/api/customers/" + id + "/export/").answers(404);
            operator.send("POST", "/api/customers/" + id + "/erase/", "").answers(404);
            operator.get("/api/customers/" + id + "/certificate/").answers(404);
        }
        Operator.saying(shop, "").get("/api/customers/1/export/").answers(401);
    }
}
