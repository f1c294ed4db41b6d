package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Somebody who hands in addresses to a shop with `ENUMERATION_PROTECTION`, and compares.
final class Prober {
    static final String REGISTRATION = "/users/registration/";
    static final String VERIFY_FIRST = "[\"Please verify your email address before login.\"]";
    static final String HERS = "hers@example.com";
    static final String PENDING = "pending@example.com";
    static final String CLOSED = "closed@example.com";
    static final String PHONE = "05541110001";

    private final Shop shop;

    private Prober(Shop shop) {
        this.shop = shop;
    }

    /// What a stranger gets to see, without what is different each time.
    private record Seen(
            int status, String body, Map<String, List<String>> headers, List<String> cookies) {
        static Seen of(Reply reply, String handedIn) {
            var headers = reply.headers();
            headers.remove("date");
            headers.remove("x-request-id");
            // It is the address's that was handed in, and as long as that.
            headers.remove("content-length");
            var cookies =
                    reply.setCookies().stream()
                            .map(line -> line.replaceAll("=[^;]*", "=…"))
                            .toList();
            return new Seen(reply.status(), reply.text().replace(handedIn, "…"), headers, cookies);
        }

        Seen saying(String other) {
            return new Seen(status, other, headers, cookies);
        }
    }

    static Prober at(Shop shop) {
        return new Prober(shop);
    }

    /// Opens an account with a proved phone, one that is closed, and one that is still to be
    /// confirmed.
    void openAccounts() throws Exception {
        confirmed(HERS);
        confirmed(CLOSED);
        register(PENDING).answers(400);
        change("is_active = false", CLOSED);
        change("phone = '+9" + PHONE + "', phone_verified_at = now()", HERS);
    }

    private void change(String what, String email) {
        shop.change(
                """
                                        update customer set %s where id =
                                               (select customer_id from email_address where identity = '%s')
                                        """
                        .formatted(what, email));
    }

    Reply alike(String known, String unknown, Function<String, Reply> hand) {
        return alike(known, unknown, hand, Reply::text);
    }

    /// Both see the same; the answer for the known one, to look at.
    ///
    /// @param body what is to be compared of it
    Reply alike(
            String known,
            String unknown,
            Function<String, Reply> hand,
            Function<Reply, String> body) {
        var first = hand.apply(known);
        var second = hand.apply(unknown);
        var seen = Seen.of(first, known);
        var other = Seen.of(second, unknown);
        assertThat(seen.saying(body.apply(first).replace(known, "…")))
                .isEqualTo(other.saying(body.apply(second).replace(unknown, "…")));
        return first;
    }

    Reply post(String path, String field, String value) {
        return Shopper.guest(shop).post(path, "{\"%s\": \"%s\"}".formatted(field, value));
    }

    Reply register(String email) {
        return register(email, Shopper.PASSWORD);
    }

    Reply register(String email, String password) {
        return Shopper.guest(shop)
                .post(
                        REGISTRATION,
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail(email)
                                .with("password", '"' + password + '"')
                                .json());
    }

    /// A customer who has confirmed her address and is signed in.
    Shopper confirmed(String email) throws Exception {
        register(email).answers(400);
        confirm(email);
        var shopper = Shopper.guest(shop);
        shopper.login(email).answers(200);
        return shopper;
    }

    void confirm(String email) throws Exception {
        var key = MailBox.of(shop, email).confirmationKey();
        Shopper.guest(shop)
                .post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}")
                .answers(200);
    }
}
