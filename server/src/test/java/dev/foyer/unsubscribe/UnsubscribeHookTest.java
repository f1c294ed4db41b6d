package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `PATCH /users/hooks/unsubscribe-user/` (contract B.2.2): services of the gateway `default`.
class UnsubscribeHookTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static CallCentre news;

    @BeforeAll
    static void register() {
        news = CallCentre.other(shop, "newsletter", "letters-secret");
    }

    @Test
    void the_request_of_the_source_is_taken_as_it_stands() {
        var test = Subscriber.of(shop, "test@test.com");

        news.send(
                        "POST",
                        news.body(
                                """
                                {"email": "test@test.com", "email_allowed": false, "sms_allowed": false,
                                 "call_allowed": false}
                                """,
                                news.now()))
                .answers(200)
                .says("{}");
        test.allows(false, false, false);
    }

    @Test
    void true_gives_nothing_and_takes_nothing() {
        var ayse = Subscriber.of(shop, "ayse@example.com");
        news.call(
                        "{\"email\": \"ayse@example.com\", \"email_allowed\": false,"
                                + " \"sms_allowed\": true}")
                .answers(200)
                .says("{}");
        ayse.allows(false, true, true);

        news.call(
                        "{\"email\": \"ayse@example.com\", \"email_allowed\": true,"
                                + " \"call_allowed\": \"true\"}")
                .answers(200)
                .says("{}");
        ayse.allows(false, true, true);
    }

    @Test
    void a_further_address_counts_once_it_is_proved() {
        var elif = Subscriber.of(shop, "elif@example.com");
        further("elif@example.com", "elif.further@example.com", true);
        further("elif@example.com", "elif.claimed@example.com", false);

        news.withdraw("\"email\": \"elif.claimed@example.com\"").answers(200);
        elif.allows(true, true, true);
        news.withdraw("\"email\": \"ELIF.further@example.com\"").answers(200);
        elif.allows(false, false, true);
    }

    @Test
    void a_primary_address_counts_proved_or_not() throws Exception {
        var proved = Subscriber.of(shop, "proved@example.com");
        var key = MailBox.of(shop, "proved@example.com").confirmationKey();
        Shopper.guest(shop)
                .post("/users/registration/account-confirm-email/" + key + "/")
                .answers(200);
        var unproved = Subscriber.of(shop, "unproved@example.com");

        news.call(
                        """
                        {"email": "proved@example.com", "sms_allowed": false},
                        {"email": "unproved@example.com", "sms_allowed": false}
                        """)
                .answers(200);
        proved.allows(true, false, true);
        unproved.allows(true, false, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"email\": [\"This field is required.\"]}",
                "{\"phone\": \"05551112233\"} | {\"email\": [\"This field is required.\"]}",
                "{\"email\": null} | {\"email\": [\"This field may not be null.\"]}",
                "{\"email\": \" \"} | {\"email\": [\"This field may not be blank.\"]}",
                "{\"email\": \"a@b\"} | {\"email\": [\"Enter a valid email address.\"]}",
                "{\"email\": \"a@b.co\", \"sms_allowed\": []} | {\"sms_allowed\": [\"Must be a"
                        + " valid boolean.\"]}",
            })
    void it_needs_an_address_and_knows_no_phone(String person, String complaint) {
        news.call(person).answers(400).says("{\"unsubscribed_users\": [" + complaint + "]}");
    }

    @Test
    void a_phone_beside_the_address_means_nobody_else() {
        var owner = Subscriber.of(shop, "owner@example.com", "05556660001");
        var meant = Subscriber.of(shop, "meant@example.com");

        news.withdraw("\"email\": \"meant@example.com\", \"phone\": \"05556660001\"").answers(200);
        meant.allows(false, false, true);
        owner.allows(true, true, true);
    }

    @Test
    void a_service_is_answered_on_the_hook_of_its_gateway_only() {
        var kvkk = CallCentre.kvkk(shop, "kvkk only", "letters-secret");
        var nil = Subscriber.of(shop, "nil@example.com");

        new CallCentre(shop, CallCentre.OTHER, kvkk.name(), kvkk.secret())
                .withdraw("\"email\": \"nil@example.com\"")
                .answers(400)
                .says(CallCentre.MISMATCH);
        new CallCentre(shop, CallCentre.KVKK, news.name(), news.secret())
                .withdraw("\"email\": \"nil@example.com\"")
                .answers(400)
                .says(CallCentre.MISMATCH);
        nil.allows(true, true, true);
    }

    @Test
    void settings_name_the_services_that_are_active() {
        var first = CallCentre.other(shop, "first", "first-secret");
        var second = CallCentre.other(shop, "second", "second-secret");
        var operator = Operator.of(shop);
        answers(first, 200);
        answers(second, 200);

        operator.set("ACTIVE_SUBSCRIPTION_GATEWAYS", "[\"first\"]").answers(200);
        answers(first, 200);
        answers(second, 400);
        operator.set("SUBSCRIPTION_GATEWAY", "\"second\"").answers(200);
        answers(first, 200);
        answers(second, 200);
        answers(news, 400);
        operator.unset("ACTIVE_SUBSCRIPTION_GATEWAYS").answers(200);
        answers(first, 400);
        answers(second, 200);
        var kvkk = CallCentre.kvkk(shop, "not of them", "kvkk-secret");
        answers(kvkk, 200);

        operator.unset("SUBSCRIPTION_GATEWAY").answers(200);
        answers(news, 200);
    }

    @Test
    void an_account_that_was_closed_is_spoken_for_too() {
        Subscriber.of(shop, "closed@example.com");
        shop.change(
                """
                                        update customer set is_active = false where id in (
                                            select customer_id from email_address
                                             where identity = 'closed@example.com')
                                        """);

        news.withdraw("\"email\": \"closed@example.com\"").answers(200);
        assertThat(
                        shop.count(
                                """
                                select count(*) from customer c join email_address e on e.customer_id = c.id
                                 where e.identity = 'closed@example.com' and not c.email_allowed
                                """))
                .isEqualTo(1);
    }

    @Test
    void the_texts_are_turkish_for_who_reads_turkish() {
        Shopper.stranger(shop)
                .with("Accept-Language", "tr")
                .post(
                        news.path(),
                        news.knowing("wrong").body("{\"email\": \"a@b.co\"}", news.now()))
                .answers(400)
                .says("{\"non_field_errors\": [\"Hash değeri uyuşmuyor\"]}");
    }

    private static void answers(CallCentre service, int status) {
        service.call("{\"email\": \"nobody@example.com\"}")
                .answers(status)
                .says(status == 200 ? "{}" : CallCentre.MISMATCH);
    }

    private static void further(String primary, String address, boolean proved) {
        shop.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                insert into email_address (customer_id, address, identity, is_primary,
                                                                           verified_at, created_at)
                                                select customer_id, :address, :address, false,
                                                       case when :proved then now() end, now()
                                                  from email_address where identity = :primary
                                                """)
                                        .bind("primary", primary)
                                        .bind("address", address)
                                        .bind("proved", proved)
                                        .execute());
    }
}
