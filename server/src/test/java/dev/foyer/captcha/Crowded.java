package dev.foyer.captcha;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

/// A shop in which two tries crowd a network and the work is soon done. Everybody comes through a
/// trusted proxy, so that a test may say from where.
record Crowded(Shop shop) {
    static Shop open() {
        return Shop.open()
                .with("TRUSTED_PROXIES", "127.0.0.1")
                .with("CAPTCHA_DIFFICULTY", "8")
                .with(
                        "THROTTLE_RATES",
                        "{\"login\": {\"subject\": \"5/min\", \"network\": \"2/min\"},"
                                + " \"register\": {\"network\": \"2/min\"}}")
                .mayLeaveMessages();
    }

    /// Takes all the tries of a network at the door.
    void crowd(String address) {
        for (int i = 0; i < 2; i++) {
            from(address).login("nobody" + i + "@example.com", "guess " + i).answers(400);
        }
    }

    Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }

    static Reply register(Shopper guest, String email) {
        return guest.post(
                "/users/registration/", Person.named("Ayşe", "Yılmaz").withEmail(email).json());
    }
}
