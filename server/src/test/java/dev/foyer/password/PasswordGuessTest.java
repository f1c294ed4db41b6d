package dev.foyer.password;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// A thief of a session who wants to know the password (issue 7, item 1).
class PasswordGuessTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeEach
    void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_stolen_session_cannot_guess_the_password_without_end() {
        var thief = Shopper.signedIn(shop, "session@example.com");
        for (int i = 0; i < 15; i++) {
            change(thief, "guess " + i).answers(400);
            move(thief, "other guess " + i).answers(400);
        }

        change(thief, Shopper.PASSWORD).answers(429).has("Retry-After", "60");
        move(thief, Shopper.PASSWORD).answers(429).has("Retry-After", "60");
        // The owner at the door does not pay for it.
        Shopper.guest(shop).login("session@example.com").answers(200);
        shop.clock().forward(Duration.ofMinutes(1));
        change(thief, Shopper.PASSWORD).answers(200);
    }

    private static Reply change(Shopper shopper, String old) {
        return shopper.post(
                "/users/password/change/",
                """
                {"old_password": "%s", "new_password1": "mavi-tekne-42", "new_password2": "mavi-tekne-42"}
                """
                        .formatted(old));
    }

    private static Reply move(Shopper shopper, String password) {
        return shopper.post(
                "/users/email-change/",
                "{\"email\": \"elsewhere@example.com\", \"password\": \"%s\"}".formatted(password));
    }
}
