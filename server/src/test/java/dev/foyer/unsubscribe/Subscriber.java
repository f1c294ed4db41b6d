package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

/// A customer who has allowed everything.
record Subscriber(Shopper shopper) {
    static Subscriber of(Shop shop, String email) {
        return of(shop, Person.named("Ayşe", "Yılmaz").withEmail(email));
    }

    /// @param phone in any spelling
    static Subscriber of(Shop shop, String email, String phone) {
        return of(
                shop,
                Person.named("Ayşe", "Yılmaz").withEmail(email).with("phone", '"' + phone + '"'));
    }

    private static Subscriber of(Shop shop, Person form) {
        var shopper = Shopper.guest(shop);
        var everything =
                form.with("email_allowed", "true")
                        .with("sms_allowed", "true")
                        .with("call_allowed", "true");
        shopper.post("/users/registration/", everything.json()).answers(201);
        return new Subscriber(shopper);
    }

    /// What she allows now: e-mail, SMS, calls.
    Subscriber allows(boolean email, boolean sms, boolean call) {
        var user = shopper.get("/current_user/").answers(200).json();
        assertThat(user.get("email_allowed").asBoolean()).as("email_allowed").isEqualTo(email);
        assertThat(user.get("sms_allowed").asBoolean()).as("sms_allowed").isEqualTo(sms);
        assertThat(user.get("call_allowed").asBoolean()).as("call_allowed").isEqualTo(call);
        return this;
    }
}
