package dev.foyer.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Which request on a confirmation link acts, and what it is told: every `CONFIRM_EMAIL_ON_GET`
/// with every `Accept`, with and without a CSRF pair, by every method (contract 0.2.5).
class AccountConfirmNegotiationTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, String> ACCEPT = new HashMap<>();

    @BeforeAll
    static void headers() {
        ACCEPT.put("none", "");
        ACCEPT.put("any", "*/*");
        ACCEPT.put("html", AccountConfirmTest.BROWSER);
        ACCEPT.put("json", "application/json");
        ACCEPT.put("axios", "application/json, text/plain, */*");
        ACCEPT.put("no-json", "application/json;q=0, */*");
    }

    @AfterAll
    static void as_before() {
        Operator.of(shop).unset("CONFIRM_EMAIL_ON_GET");
    }

    @ParameterizedTest
    @CsvSource({
        "api, none, GET, without, page",
        "api, any, GET, without, page",
        "api, html, GET, without, page",
        "api, no-json, GET, without, page",
        "api, json, GET, without, told",
        "api, axios, GET, without, told",
        "api, none, GET, with, shown",
        "api, any, GET, with, shown",
        "api, html, GET, with, shown",
        "api, json, GET, with, told",
        "api, any, HEAD, with, unread",
        "api, json, HEAD, with, unread",
        "api, json, HEAD, without, unread",
        "api, html, HEAD, without, unread",
        "api, none, POST, with, shown",
        "api, html, POST, with, shown",
        "api, json, POST, with, told",
        "always, none, GET, without, shown",
        "always, any, GET, without, shown",
        "always, html, GET, without, shown",
        "always, json, GET, without, told",
        "always, html, HEAD, without, unread",
        "always, html, POST, with, shown",
        "always, json, POST, with, told",
        "never, none, GET, without, page",
        "never, html, GET, with, page",
        "never, json, GET, without, page",
        "never, json, GET, with, page",
        "never, json, HEAD, with, unread",
        "never, html, POST, with, shown",
        "never, json, POST, with, told",
    })
    void a_link_is_answered(
            String onGet, String accept, String method, String pair, String expected)
            throws Exception {
        Operator.of(shop).set("CONFIRM_EMAIL_ON_GET", '"' + onGet + '"').answers(200);
        var address = "n" + NUMBER.incrementAndGet() + "@example.com";
        var owner = Shopper.signedIn(shop, address);
        var key = MailBox.of(shop, address).confirmationKey();
        var visitor = Shopper.guest(shop).with("Accept", ACCEPT.getOrDefault(accept, ""));
        if (pair.equals("with")) {
            visitor.with("x-csrftoken", visitor.cookie("csrftoken"));
        }

        var reply =
                visitor.send(
                                method,
                                "/users/registration/account-confirm-email/" + key + "/",
                                null,
                                "")
                        .answers(200);

        switch (expected) {
            case "page" -> reply.contains("<h1>Confirm your e-mail address</h1>");
            case "shown" -> reply.contains("<h1>Your e-mail address is confirmed</h1>");
            case "told" ->
                    reply.has("Content-Type", "application/json").says("{\"detail\": \"ok\"}");
            case "unread" -> reply.isEmpty();
            default -> throw new AssertionError(expected);
        }
        boolean acted = expected.equals("shown") || expected.equals("told");
        assertThat(owner.get("/current_user/").json().get("is_email_verified").asBoolean())
                .isEqualTo(acted);
    }

    @ParameterizedTest
    @CsvSource({"none", "invented", "of another"})
    void half_a_pair_acts_as_little_as_none(String header) throws Exception {
        Operator.of(shop).unset("CONFIRM_EMAIL_ON_GET");
        var address = "n" + NUMBER.incrementAndGet() + "@example.com";
        var owner = Shopper.signedIn(shop, address);
        var key = MailBox.of(shop, address).confirmationKey();
        var visitor = Shopper.guest(shop);
        switch (header) {
            case "invented" ->
                    visitor.holding("csrftoken", "a".repeat(64))
                            .with("x-csrftoken", "a".repeat(64));
            case "of another" ->
                    visitor.with("x-csrftoken", Shopper.guest(shop).cookie("csrftoken"));
            default -> visitor.holding("csrftoken", "").with("x-csrftoken", "a".repeat(64));
        }

        visitor.get("/users/registration/account-confirm-email/" + key + "/")
                .answers(200)
                .contains("<h1>Confirm your e-mail address</h1>");
        assertThat(owner.get("/current_user/").json().get("is_email_verified").asBoolean())
                .isFalse();
    }
}
