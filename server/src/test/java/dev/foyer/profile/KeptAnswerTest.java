package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.cache.LockedTables;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is kept of `GET /current_user/` beside a session.
class KeptAnswerTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String HOME =
            """
            {"title": "home", "first_name": "Ece", "last_name": "Ak", "phone_number": "05550000001", "country": 792,
             "city": 34, "township": 3423, "line": "Moda Cad. 7, D. 3"}
            """;

    @Test
    void it_is_told_again_to_the_byte() throws Exception {
        var irem = Shopper.signedIn(shop, "irem@example.com");
        irem.patch("/users/profile/", "{\"first_name\": \"İrem \\\"Şirin\\\" 🚲\"}").answers(200);
        irem.post("/address/", HOME).answers(201);

        var made = irem.get("/current_user/").answers(200);

        assertThat(made.json().get("first_name").asString()).isEqualTo("İrem \"Şirin\" 🚲");
        LockedTables.during(
                shop,
                () -> {
                    assertThat(irem.get("/current_user/").answers(200).bytes())
                            .isEqualTo(made.bytes());
                    return null;
                });
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
