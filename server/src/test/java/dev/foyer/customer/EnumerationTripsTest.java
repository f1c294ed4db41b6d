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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// With `ENUMERATION_PROTECTION` an address or a phone that is known and one that is not take as
/// many statements: trips to the database can be counted from outside, by time.
class EnumerationTripsTest {
    @RegisterExtension static final Shop shop = Shop.open().with("ENUMERATION_PROTECTION", "true");

    private static final List<String> KNOWN = List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED);

    /// A session is fetched anew when the notice of a change comes back, and after a minute.
    private static final Pattern BESIDE = Pattern.compile("from session s ");

    private static final Prober prober = Prober.at(shop);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static RequestStatements statements;

    @BeforeAll
    static void open() throws Exception {
        shop.clock().stop();
        prober.openAccounts();
        statements = RequestStatements.of(shop);
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

    @Test
    void a_sign_in_by_code() throws Exception {
        alike(
                "05541110002",
                List.of(Prober.PHONE),
                phone -> prober.post("/users/otp-login/", "phone", phone).answers(200));
    }

    private static void alike(Consumer<String> hand) throws InterruptedException {
        // The first one also makes what is kept of whoever asks.
        hand.accept("somebody@example.com");
        alike("unknown" + NUMBER.incrementAndGet() + "@example.com", KNOWN, hand);
    }

    private static void alike(String unknown, List<String> known, Consumer<String> hand)
            throws InterruptedException {
        var asked = new LinkedHashMap<String, Integer>();
        asked.put(unknown, statements(hand, unknown));
        for (var one : known) {
            asked.put(one, statements(hand, one));
        }
        assertThat(asked.values())
                .as(asked.toString())
                .doesNotContain(0)
                .containsOnly(asked.get(unknown));
    }

    private static int statements(Consumer<String> hand, String handedIn)
            throws InterruptedException {
        shop.later(Duration.ofHours(2));
        return (int)
                statements.during(() -> hand.accept(handedIn)).stream()
                        .filter(sql -> !BESIDE.matcher(sql).find())
                        .count();
    }
}
