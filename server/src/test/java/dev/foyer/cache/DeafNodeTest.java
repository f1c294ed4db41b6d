package dev.foyer.cache;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// A node that cannot hear what others change believes nothing that it remembers.
class DeafNodeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String USER = "/current_user/";

    @RegisterExtension
    @Order(1)
    static final TcpProxy network = TcpProxy.toDatabase("foyer changes");

    @RegisterExtension
    @Order(2)
    static final Shop one = Shop.open();

    @RegisterExtension
    @Order(3)
    static final Shop deaf = Shop.nodeBeside(one).behind(network);

    @Test
    void reads_what_is_there_and_believes_itself_again_once_it_hears() throws Exception {
        var here = Shopper.signedIn(one, "heard@example.com");
        var there = Shopper.guest(deaf).holding("osessionid", here.cookie("osessionid"));
        there.get(USER).answers(200).shows("first_name", "Ayşe");

        network.silenceNamed();
        here.patch("/users/profile/", "{\"first_name\": \"Zeynep\"}").answers(200);
        Eventually.holds(
                "the change is seen without being heard",
                SOON,
                () ->
                        there.get(USER)
                                .answers(200)
                                .json()
                                .get("first_name")
                                .asString()
                                .equals("Zeynep"));
        Eventually.holds(
                "it says so",
                SOON,
                () -> deaf.logged().stream().anyMatch(line -> line.contains("cannot be heard")));
        here.patch("/users/profile/", "{\"first_name\": \"Elif\"}").answers(200);
        there.get(USER).shows("first_name", "Elif");
        var session = here.cookie("osessionid");
        here.login("heard@example.com").answers(200);
        there.get(USER).answers(401);

        network.mend();
        there.holding("osessionid", here.cookie("osessionid"));
        Eventually.holds(
                "it hears again",
                SOON,
                () -> deaf.logged().stream().anyMatch(line -> line.contains("heard again")));
        there.get(USER).answers(200);
        Shopper.guest(deaf).holding("osessionid", session).get(USER).answers(401);
    }
}
