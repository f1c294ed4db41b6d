package dev.foyer.fuzz;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import java.time.Duration;
import java.util.Random;

/// `./foyer prove endpoints`: [EndpointFuzz] for as many seconds as one likes.
public final class EndpointProof {
    private static final String RATES =
            """
            {"login": "1000000/s", "register": "1000000/s", "user-unsubscribe": "1000000/s",
             "password-reset": "1000000/s", "otp": "1000000/s", "email": "1000000/s",
             "password-reset-confirm": "1000000/s", "data-export": "1000000/s"}
            """;

    private EndpointProof() {}

    /// Where nobody is slowed down.
    static Shop shop() {
        return Shop.open().with("THROTTLE_RATES", RATES).mayLeaveMessages();
    }

    /// @param arguments seconds, and the number from which all junk follows where it is to be the
    ///   same again
    public static void main(String[] arguments) throws Exception {
        long number = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextLong();
        System.out.println("number " + number);
        var shop = shop();
        shop.beforeAll(null);
        try {
            var until =
                    System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos();
            var fuzz = new EndpointFuzz(shop, number);
            int rounds = 0;
            while (System.nanoTime() < until) {
                fuzz.round();
                rounds++;
            }
            checkAfterwards(shop);
            System.out.println("answers by status " + new java.util.TreeMap<>(fuzz.statuses()));
            System.out.println(rounds * shop.routes().size() + " requests, and nothing found");
        } catch (EndpointFuzz.Found found) {
            System.out.println(found.getMessage());
            System.exit(1);
        }
        shop.afterAll(null);
    }

    /// Whether the shop is as sound as before.
    static void checkAfterwards(Shop shop) {
        var operator = Operator.of(shop);
        operator.get("/health/ready").answers(200);
        Shopper.signedIn(shop, "afterwards@example.com").get("/users/user/").answers(200);
        var cursor = "";
        do {
            var seen = operator.get("/api/consents/verify/" + cursor).answers(200).json();
            Target.holds(seen.get("findings").isEmpty(), "the ledger is sound: " + seen);
            var next = seen.path("next").asString("");
            cursor = next.isEmpty() ? "" : "?cursor=" + next;
        } while (!cursor.isEmpty());
    }
}
