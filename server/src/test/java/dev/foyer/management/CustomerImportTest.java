package dev.foyer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `POST /api/customers/import/`: what comes in, what is skipped, what is refused and why.
class CustomerImportTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/api/customers/import/";

    @Test
    void nobody_comes_in_without_the_token() {
        Operator.saying(shop, "Bearer wrong").send("POST", PATH, "{\"records\": []}").answers(401);
        Operator.saying(shop, "").get("/api/customers/export/").answers(401);
    }

    @Test
    void a_customer_comes_in_with_everything_that_is_told_and_gets_no_mail() {
        long mails = shop.count("select count(*) from outbox_message");

        bring(
                        """
                        {"external_id": 4711, "email": "Elif@Example.com", "email_verified": true,
                         "emails": [{"email": "elif@work.example", "verified": "yes"},
                                    {"email": "ELIF@example.com", "verified": false},
                                    {"email": "elif@old.example"}],
                         "username": "elif", "password_hash": null, "first_name": "Elif", "last_name": "Şahin",
                         "phone": "0555 111 22 33", "phone_verified": true, "gender": "female",
                         "date_of_birth": "1990-02-28", "language_code": "tr_TR", "user_type": "guest",
                         "client_type": "ios", "email_allowed": true, "sms_allowed": "on", "call_allowed": null,
                         "whatsapp_allowed": false, "consent_version": "12",
                         "consented_at": "2020-01-02 03:04:05+03:00", "is_active": false,
                         "date_joined": "2019-05-06T07:08:09.123456789Z", "last_login": "2021-01-01 10:00",
                         "attributes": {"city": "İzmir", "confirm": true, "note": "kırmızı"}}
                        """)
                .says("{\"imported\": 1, \"skipped\": [], \"refused\": []}");

        var elif = exported("4711");
        elif.remove("email_verified_at");
        elif.remove("phone_verified_at");
        elif.withArray("emails").forEach(email -> ((ObjectNode) email).remove("verified_at"));
        assertThat(Json.text(elif))
                .isEqualTo(
                        Json.text(
                                Json.parseOwn(
                                        """
                                        {"external_id": "4711", "email": "Elif@example.com", "email_verified": true,
                                         "emails": [{"email": "elif@old.example", "verified": false},
                                                    {"email": "elif@work.example", "verified": true}],
                                         "username": "elif", "password_hash": null, "first_name": "Elif",
                                         "last_name": "Şahin", "phone": "+905551112233", "phone_verified": true,
                                         "gender": "female", "date_of_birth": "1990-02-28", "language_code": "tr-tr",
                                         "user_type": "guest", "client_type": "ios", "email_allowed": true,
                                         "sms_allowed": true, "call_allowed": false, "whatsapp_allowed": false,
                                         "consent_version": "12", "consented_at": "2020-01-02T00:04:05.000000Z",
                                         "is_active": false, "date_joined": "2019-05-06T07:08:09.123456Z",
                                         "last_login": "2021-01-01T10:00:00.000000Z",
                                         "attributes": {"city": "İzmir", "note": "kırmızı", "confirm": true}}
                                        """)));
        assertThat(shop.count("select count(*) from outbox_message")).isEqualTo(mails);
    }

    @Test
    void an_address_is_enough() {
        bring("{\"email\": \"bare@example.com\"}").shows("imported", 1);

        assertThat(
                        shop.count(
                                """
                                select count(*) from customer c join email_address e on e.customer_id = c.id
                                 where e.identity = 'bare@example.com' and e.verified_at is null and c.is_active
                                   and c.first_name = '' and c.user_type = 'registered' and c.client_type = 'default'
                                   and c.language_code = 'en-us' and not c.email_allowed
                                """))
                .isEqualTo(1);
    }

    @Test
    void who_is_here_already_is_skipped_by_address_and_by_external_id() {
        Shopper.signedIn(shop, "here@example.com");
        bring("{\"external_id\": \"A1\", \"email\": \"first@example.com\"}").shows("imported", 1);

        bring(
                        "{\"email\": \"HERE@example.com\", \"external_id\": \"new\"}",
                        "{\"email\": \"moved@example.com\", \"external_id\": \"A1\"}",
                        "{\"email\": \"first@example.com\", \"external_id\": \"A1\"}")
                .says(
                        """
                        {"imported": 0, "skipped": [{"index": 0, "reason": "Already here."},
                                                    {"index": 1, "reason": "Already here."},
                                                    {"index": 2, "reason": "Already here."}], "refused": []}
                        """);
        assertThat(count("moved@example.com")).isZero();
    }

    @Test
    void what_is_somebody_elses_is_refused_and_nothing_of_it_stays() {
        bring(
                        """
                        {"external_id": "B1", "email": "b1@example.com", "username": "b",
                         "emails": [{"email": "b1@work.example", "verified": true}, {"email": "b1@loose.example"}]}
                        """)
                .shows("imported", 1);

        bring(
                        "{\"email\": \"b1@example.com\", \"external_id\": \"B2\"}",
                        "{\"email\": \"b3@example.com\", \"username\": \"b\", \"external_id\": \"B3\"}",
                        """
                        {"email": "b4@example.com", "external_id": "B4", "username": "b4",
                         "emails": [{"email": "B1@work.example", "verified": true}]}
                        """,
                        """
                        {"email": "b5@example.com", "emails": [{"email": "b1@loose.example", "verified": true}]}
                        """)
                .says(
                        """
                        {"imported": 1, "skipped": [], "refused": [
                          {"index": 0, "reason": "email: A customer with another external id has this address."},
                          {"index": 1, "reason": "username: A user with that username already exists."},
                          {"index": 2, "reason": "emails: Another customer has one of these addresses."}]}
                        """);

        assertThat(count("b3@example.com") + count("b4@example.com")).isZero();
        assertThat(shop.count("select count(*) from customer where username = 'b4'")).isZero();
        assertThat(shop.count("select count(*) from customer where external_id = 'B3'")).isZero();
        bring("{\"email\": \"b4@example.com\", \"username\": \"b4\", \"external_id\": \"B3\"}")
                .shows("imported", 1);
    }

    @Test
    void records_of_one_batch_are_taken_as_if_they_came_one_after_the_other() {
        bring(
                        "{\"email\": \"twice@example.com\", \"first_name\": \"First\", \"external_id\": \"T1\"}",
                        "{\"email\": \"TWICE@example.com\", \"first_name\": \"Second\"}",
                        "{\"email\": \"third@example.com\", \"external_id\": \"T1\"}",
                        "{\"email\": \"fourth@example.com\","
                                + " \"emails\": [{\"email\": \"fifth@example.com\", \"verified\": true}]}",
                        "{\"email\": \"fifth@example.com\"}",
                        "{\"email\": \"sixth@example.com\", \"password_hash\": \"plain\"}",
                        "{\"email\": \"sixth@example.com\"}")
                .says(
                        """
                        {"imported": 3, "skipped": [{"index": 1, "reason": "Already here."},
                                                    {"index": 2, "reason": "Already here."},
                                                    {"index": 4, "reason": "Already here."}],
                         "refused": [{"index": 5, "reason": "password_hash: This kind of password hash is not known, \
                        or costs too much to check."}]}
                        """);
        assertThat(shop.count("select count(*) from customer where first_name = 'Second'"))
                .isZero();
    }

    @Test
    void every_mistake_of_a_record_is_told_at_once() {
        bring(
                        """
                        {"email": "not an address", "emails": "x", "username": "%s", "first_name": "a\\u0000b",
                         "phone": "12", "gender": "?", "date_of_birth": "2999-01-01", "language_code": "Turkish!",
                         "user_type": "admin", "client_type": "fax", "email_allowed": "perhaps",
                         "consented_at": "yesterday", "date_joined": "2999-01-01T00:00:00Z",
                         "attributes": [], "pasword": "x"}
                        """
                                .formatted("x".repeat(151)),
                        "7",
                        "{\"email\": \"deep@example.com\", \"attributes\": {\"a\": {\"b\": {\"c\": {}}}}}",
                        "{\"first_name\": \"Nobody\"}")
                .says(
                        """
                        {"imported": 0, "skipped": [], "refused": [
                          {"index": 0, "reason": "email: Enter a valid email address. \
                        emails: Expected a list of objects. \
                        username: Ensure this field has no more than 150 characters. \
                        first_name: Null characters are not allowed. \
                        phone: Enter a valid phone number. \
                        gender: \\"?\\" is not a valid choice. \
                        date_of_birth: This date lies in the future. \
                        email_allowed: Must be a valid boolean. \
                        consented_at: Datetime has wrong format. Use one of these formats instead: \
                        YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]. \
                        language_code: \\"turkish!\\" is not a valid choice. \
                        attributes: Expected a dictionary of items but got type \\"list\\". \
                        user_type: \\"admin\\" is not a valid choice. \
                        client_type: \\"fax\\" is not a valid choice. \
                        date_joined: This time lies in the future. \
                        pasword: This field is not known."},
                          {"index": 1, "reason": "Expected an object."},
                          {"index": 2, "reason": "attributes: \
                        Ensure this field holds no more than 8 KiB, 50 keys and 3 levels."},
                          {"index": 3, "reason": "email: This field is required."}]}
                        """);
    }

    @Test
    void a_batch_has_its_bounds() {
        var many =
                IntStream.rangeClosed(0, 1000)
                        .mapToObj(i -> "{\"email\": \"many%d@example.com\"}".formatted(i))
                        .collect(Collectors.joining(","));
        send("{\"records\": [" + many + "]}")
                .answers(400)
                .says("{\"records\": [\"Ensure this list has no more than 1000 entries.\"]}");
        send("{\"records\": {}}").answers(400);
        send("{}").answers(400);
        send("{\"records\": [\"" + "x".repeat(2 * 1024 * 1024) + "\"]}").answers(413);
        bring("{\"email\": \"fat@example.com\", \"first_name\": \"" + "x".repeat(70_000) + "\"}")
                .says(
                        """
                        {"imported": 0, "skipped": [], "refused": [
                          {"index": 0, "reason": "first_name: Ensure this field has no more than 50 characters."}]}
                        """);
        assertThat(count("many0@example.com")).isZero();
    }

    @Test
    void only_this_route_takes_large_bodies() {
        Operator.of(shop)
                .send(
                        "PUT",
                        "/api/settings/SHOP_NAME/",
                        "{\"value\": \"" + "x".repeat(70_000) + "\"}")
                .answers(413);
    }

    @Test
    void nothing_of_a_record_stands_in_the_log() {
        bring(
                        "{\"email\": \"geheim@example.com\", \"first_name\": \"Geheim\","
                                + " \"password_hash\": \"md5$geheim\"}",
                        "{\"email\": \"geheim@example.com\", \"last_name\": \"Geheim\","
                                + " \"phone\": \"+905559998877\"}")
                .shows("imported", 1);

        assertThat(shop.logged())
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("geheim"))
                .noneMatch(line -> line.contains("9998877"));
    }

    private static ObjectNode exported(String externalId) {
        for (var record : Operator.of(shop).get("/api/customers/export/").json().get("results")) {
            if (record.path("external_id").asString("").equals(externalId)) {
                return (ObjectNode) record;
            }
        }
        throw new AssertionError("no customer " + externalId);
    }

    private static long count(String identity) {
        return shop.count(
                "select count(*) from email_address where identity = '%s'".formatted(identity));
    }

    private static Reply bring(String... records) {
        return send("{\"records\": [" + String.join(",", records) + "]}").answers(200);
    }

    private static Reply send(String body) {
        return Operator.of(shop).send("POST", PATH, body);
    }
}
