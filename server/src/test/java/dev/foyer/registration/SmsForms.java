package dev.foyer.registration;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;

import java.util.concurrent.atomic.AtomicInteger;

/// Shops that want a code by SMS, and people with phones of their own.
final class SmsForms {
    static final String PATH = "/users/registration/";

    static final String REFUSED =
            """
            {"non_field_errors": "The verification code is wrong or has expired.",
             "error_code": "kvkk_service_100_1"}
            """;

    static final String MISMATCH =
            """
            {"non_field_errors": "Mismatch confirmation data {phone}, {sms_allowed}, {email_allowed}, \
            {call_allowed}, {email}.",
             "error_code": "kvkk_service_100_2"}
            """;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SmsForms() {}

    /// Somebody with a fresh phone.
    ///
    /// @param local number without country code, such as `05550000001`
    record Newcomer(String email, String local, Person form) {
        String e164() {
            return "+9" + local;
        }

        /// Her form, with the code.
        String with(String code) {
            return form.with("code", '"' + code + '"').json();
        }
    }

    /// A shop with the environment as the contract has it.
    ///
    /// @param view its name without `View`, which is also that of the serializer
    static Shop shop(String view) {
        return Shop.open()
                .with("REST_REGISTER_VIEW", "omnishop.users.views." + view + "View")
                .with(
                        "REST_AUTH_REGISTER_SERIALIZERS",
                        "{\"REGISTER_SERIALIZER\": \"omnishop.users.resources.serializers."
                                + view
                                + "Serializer\"}");
    }

    static Newcomer newcomer() {
        int number = NUMBER.incrementAndGet();
        var email = "ayse" + number + "@example.com";
        var local = "0555%07d".formatted(number);
        return new Newcomer(
                email,
                local,
                Person.named("Ayşe", "Yılmaz")
                        .withEmail(email)
                        .with("phone", '"' + local + '"')
                        .with("sms_allowed", "true"));
    }

    static long accounts(Shop shop, Newcomer who) {
        return shop.count(
                "select count(*) from customer c join email_address e on e.customer_id = c.id where e.identity = '"
                        + who.email()
                        + "'");
    }

    static long tries(Shop shop, Newcomer who) {
        return shop.count(
                "select coalesce(max(tries), -1) from one_time_code where phone = '"
                        + who.e164()
                        + "'");
    }
}
