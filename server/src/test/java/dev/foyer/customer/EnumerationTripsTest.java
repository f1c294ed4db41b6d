package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.RequestStatements;
import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// With `ENUMERATION_PROTECTION` what is known and what is not take as many trips to the database,
/// which can be counted from outside, by time.
class EnumerationTripsTest {
    @RegisterExtension static final Shop shop = Shop.open().with("ENUMERATION_PROTECTION", "true");

    private static final String UNKNOWN = "unknown@example.com";
    private static final List<String> ADDRESSES =
            List.of(UNKNOWN, Prober.HERS, Prober.PENDING, Prober.CLOSED);

    private static final Prober prober = Prober.at(shop);
    private static RequestStatements statements;

    @BeforeAll
    static void open() throws Exception {
        shop.clock().stop();
        prober.openAccounts();
        statements = RequestStatements.of(shop);
    }

    private static void anHourLater() throws InterruptedException {
        shop.later(Duration.ofHours(2));
    }

    @Test
    void a_registration() throws Exception {
        alike(prober::register);
    }

    @Test
    void a_password_reset() throws Exception {
        alike(email -> prober.post("/users/password/reset/", "email", email));
    }

    @Test
    void another_confirmation_mail() throws Exception {
        alike(email -> prober.post("/users/registration/resend-email/", "email", email));
    }

    @Test
    void a_sign_in_with_a_wrong_password() throws Exception {
        // Whoever is the first makes what counts her tries.
        for (var email : ADDRESSES) {
            Shopper.guest(shop).login(email, "y");
        }
        alike(email -> Shopper.guest(shop).login(email, "x"));
    }

    @Test
    void a_further_address() throws Exception {
        var elif = prober.confirmed("further@example.com");
        alike(email -> elif.post("/users/emails/", "{\"email\": \"" + email + "\"}"));
    }

    @Test
    void another_primary_address() throws Exception {
        var elif = prober.confirmed("change@example.com");
        alike(
                email ->
                        elif.post(
                                "/users/email-change/",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(email, Shopper.PASSWORD)));
    }

    private static void alike(Consumer<String> hand) throws InterruptedException {
        // The first one also fetches whoever asks.
        hand.accept("somebody@example.com");
        var trips = new LinkedHashMap<String, Integer>();
        for (var email : ADDRESSES) {
            anHourLater();
            trips.put(email, statements.during(() -> hand.accept(email)).size());
        }
        assertThat(trips.values())
                .as(trips.toString())
                .doesNotContain(0)
                .containsOnly(trips.get(UNKNOWN));
    }
}
