package dev.foyer.credential;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import java.util.concurrent.atomic.AtomicInteger;

/// People called Ayşe Yılmaz who try to register with one password after another.
final class Attempts {
    static final String COMMON = "This password is too common.";
    static final String NUMERIC = "This password is entirely numeric.";
    static final String CONTEXT =
            "This password is made of names that others can guess, such as yours or the shop's.";

    private final Shop shop;
    private final AtomicInteger number = new AtomicInteger();

    Attempts(Shop shop) {
        this.shop = shop;
    }

    static String tooShort(int least) {
        return "This password is too short. It must contain at least " + least + " characters.";
    }

    /// The address of who registered with it.
    String taken(String password) {
        var email = address();
        register(form(email, password)).answers(201);
        return email;
    }

    void refused(String password, String... complaints) {
        register(form(address(), password))
                .answers(400)
                .says("{\"password\": [\"" + String.join("\", \"", complaints) + "\"]}");
    }

    private static Person form(String email, String password) {
        return Person.named("Ayşe", "Yılmaz")
                .withEmail(email)
                .with("password", '"' + password + '"');
    }

    String address() {
        return "m" + number.incrementAndGet() + "@posta.example";
    }

    Reply register(Person form) {
        return Shopper.guest(shop).post("/users/registration/", form.json());
    }
}
