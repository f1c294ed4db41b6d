package dev.foyer.profile;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;

import java.util.concurrent.atomic.AtomicInteger;

/// Customers who change their phone, and what they send.
final class PhoneForms {
    static final String PATH = "/users/profile/";

    static final String REFUSED =
            """
            {"non_field_errors": "The verification code is wrong or has expired.",
             "error_code": "kvkk_service_100_1"}
            """;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private PhoneForms() {}

    /// How many letters about her phone have reached her; waits until the outbox has drained.
    static long letters(Shop shop, Shopper who) throws InterruptedException {
        shop.drained();
        return MailBox.of(shop, email(who)).mails().stream()
                .filter(mail -> mail.get("subject").asString().contains("phone"))
                .count();
    }

    static Shopper customer(Shop shop) {
        return Shopper.signedIn(shop, "phone" + NUMBER.incrementAndGet() + "@example.com");
    }

    static String email(Shopper who) {
        return who.get(PATH).json().get("email").asString();
    }

    /// A fresh phone; no two of them differ in the last digits alone, which share a budget.
    static String phone() {
        return "0555%03d0000".formatted(NUMBER.incrementAndGet());
    }

    static long proved(Shop shop, String phone) {
        return shop.count(
                "select count(*) from customer where phone_verified_at is not null and phone = '+9"
                        + phone
                        + "'");
    }

    static String form(String phone) {
        return "{\"phone\": \"" + phone + "\"}";
    }

    static String form(String phone, String code) {
        return "{\"phone\": \"" + phone + "\", \"code\": \"" + code + "\"}";
    }

    static String resend(String phone) {
        return "{\"phone\": \"" + phone + "\", \"resend\": true}";
    }
}
