package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.stream.IntStream;

/// What the server forgets by itself.
class RetentionTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private final Operator operator = Operator.of(shop);

    @AfterEach
    void takeBack() {
        operator.unset("RETAIN_UNVERIFIED_REGISTRATIONS").answers(200);
        operator.unset("RETAIN_NETWORK_ADDRESSES").answers(200);
        operator.unset("RETAIN_MESSAGES").answers(200);
    }

    @Test
    void an_abandoned_registration_is_erased_and_a_proved_one_stays() throws Exception {
        operator.set("RETAIN_UNVERIFIED_REGISTRATIONS", "2592000").answers(200);
        long abandoned = register("abandoned@example.com");
        long proved = register("proved@example.com");
        Shopper.guest(shop)
                .post(
                        "/users/registration/verify-email/",
                        "{\"key\": \"%s\"}"
                                .formatted(
                                        MailBox.of(shop, "proved@example.com").confirmationKey()))
                .answers(200);
        forward(31);
        long fresh = register("fresh@example.com");

        shop.housekeeping();

        assertThat(isErased(abandoned)).isTrue();
        assertThat(isErased(proved)).isFalse();
        assertThat(isErased(fresh)).isFalse();
        Operator.of(shop)
                .get("/api/customers/" + abandoned + "/certificate/")
                .answers(200)
                .contains("retention");
    }

    @Test
    void however_many_they_are_each_is_erased() {
        operator.set("RETAIN_UNVERIFIED_REGISTRATIONS", "2592000").answers(200);
        var many = IntStream.range(0, 45).mapToLong(i -> register("many" + i + "@example.com"));
        var abandoned = many.boxed().toList();
        forward(31);

        shop.housekeeping();

        assertThat(abandoned).allMatch(RetentionTest::isErased);
    }

    @Test
    void without_the_setting_nobody_is_erased() {
        long kept = register("kept@example.com");
        forward(4000);

        shop.housekeeping();

        assertThat(isErased(kept)).isFalse();
    }

    @Test
    void the_address_of_an_old_sign_in_is_forgotten() {
        operator.set("RETAIN_NETWORK_ADDRESSES", "86400").answers(200);
        long away = register("away@example.com");
        forward(2);
        long here = register("here@example.com");

        shop.housekeeping();

        assertThat(hasAddress(away)).isFalse();
        assertThat(hasAddress(here)).isTrue();
    }

    @Test
    void delivered_messages_go_after_a_while() throws Exception {
        operator.set("RETAIN_MESSAGES", "3600").answers(200);
        register("letter@example.com");
        MailBox.of(shop, "letter@example.com").newest();
        dev.foyer.app.Eventually.holds(
                "it is delivered", Duration.ofSeconds(10), () -> delivered("letter") == 1);
        forward(1);

        shop.housekeeping();

        assertThat(delivered("letter")).isZero();
    }

    private static long register(String email) {
        return Shopper.signedIn(shop, email)
                .get("/current_user/")
                .answers(200)
                .json()
                .get("pk")
                .asLong();
    }

    private static void forward(int days) {
        shop.clock().forward(Duration.ofDays(days).plusMinutes(1));
    }

    private static boolean isErased(long id) {
        return shop.count(
                        "select count(*) from customer where erased_at is not null and id = " + id)
                == 1;
    }

    private static boolean hasAddress(long id) {
        return shop.count(
                        "select count(*) from customer where jsonb_exists(attributes, 'logged_ip') and id = "
                                + id)
                == 1;
    }

    private static long delivered(String name) {
        return shop.count(
                "select count(*) from outbox_message where state = 'delivered' and recipient like '"
                        + name
                        + "%'");
    }
}
