package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.cache.LockedTables;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What is kept of `GET /current_user/` beside a session.
class KeptAnswerTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String HOME =
            """
            {"title": "home", "first_name": "Ece", "last_name": "Ak", "phone_number": "05550000001", "country": 792,
             "city": 34, "township": 3423, "line": "Moda Cad. 7, D. 3"}
            """;

    @Test
    void it_is_told_again_to_the_byte() throws InterruptedException {
        var irem = Shopper.signedIn(shop, "irem@example.com");
        irem.patch("/users/profile/", "{\"first_name\": \"İrem \\\"Şirin\\\" 🚲\"}").answers(200);
        irem.post("/address/", HOME).answers(201);

        Eventually.holds(
                "a read asks no table",
                Duration.ofSeconds(20),
                () -> isToldAgain(irem, "İrem \"Şirin\" 🚲"));
    }

    /// False where this node has heard of the changes meanwhile, its own among them, and asks anew.
    private static boolean isToldAgain(Shopper shopper, String name) {
        var made = shopper.get("/current_user/").answers(200).shows("first_name", name);
        var status = new AtomicInteger();
        try {
            LockedTables.during(
                    shop,
                    () -> {
                        var told = shopper.get("/current_user/");
                        status.set(told.status());
                        if (told.status() == 200) {
                            assertThat(told.bytes()).isEqualTo(made.bytes());
                        }
                        return null;
                    });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return status.get() == 200;
    }

    @Test
    void it_takes_less_than_half_of_its_bytes_with_an_address_and_without() {
        var ece = Shopper.signedIn(shop, "ece@example.com");
        assertIsShort(ece.get("/current_user/").answers(200).bytes());

        ece.post("/address/", HOME).answers(201);
        assertIsShort(ece.get("/current_user/").answers(200).bytes());
    }

    private static void assertIsShort(byte[] answer) {
        assertThat(CurrentUserEndpoint.PHRASES.shorten(answer).length * 2)
                .isLessThan(answer.length);
    }
}
