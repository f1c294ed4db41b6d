package dev.foyer.cache;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;
import dev.foyer.app.TestDatabase;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;

/// A node that cannot hear what others change believes nothing that it remembers.
class DeafNodeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String USER = "/current_user/";

    private static TcpProxy network;
    private static Shop one;
    private static Shop deaf;

    @BeforeAll
    static void open() throws Exception {
        var database = TestDatabase.fresh();
        int port = URI.create(database).getPort();
        network = TcpProxy.to(port, "foyer changes");
        one = Shop.open().with("DATABASE_URL", database);
        one.beforeAll(null);
        deaf =
                Shop.nodeBeside(one)
                        .with("DATABASE_URL", database.replace(":" + port, ":" + network.port()));
        deaf.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        deaf.afterAll(null);
        network.close();
        one.afterAll(null);
    }

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
