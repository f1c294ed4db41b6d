package dev.foyer.login;

import dev.foyer.app.Shop;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Customers with proved phones, and what they send to sign in by a code.
final class CodeForms {
    static final String PATH = "/users/otp-login/";

    static final String REFUSED =
            """
            {"non_field_errors": "The verification code is wrong or has expired.",
             "error_code": "kvkk_service_100_1"}
            """;

    static final String UNKNOWN =
            "{\"phone\": [\"There is no account that can be signed in to with this phone"
                    + " number.\"]}";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private CodeForms() {}

    /// A customer with a proved phone; her address.
    static String customer(Shop shop, String phone) throws InterruptedException {
        var email = "code" + NUMBER.incrementAndGet() + "@example.com";
        var who = Shopper.signedIn(shop, email);
        who.patch("/users/profile/", form(phone)).answers(202);
        who.patch("/users/profile/", form(phone, newest(shop, phone))).answers(200);
        shop.clock().forward(Duration.ofSeconds(60));
        return email;
    }

    /// The newest code that was sent to a phone; waits until the outbox has drained.
    static String newest(Shop shop, String phone) throws InterruptedException {
        shop.drained();
        var box = PhoneBox.of(shop, phone);
        return box.code(box.texts().size());
    }

    static String phone() {
        return "0554%03d0000".formatted(NUMBER.incrementAndGet());
    }

    static String form(String phone) {
        return "{\"phone\": \"" + phone + "\"}";
    }

    static String form(String phone, String code) {
        return "{\"phone\": \"" + phone + "\", \"code\": \"" + code + "\"}";
    }
}
