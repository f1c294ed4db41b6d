package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// When a session was last used: told to some minutes, written now and then, many at once.
class LastSeenTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String SESSIONS = "/users/sessions/";

    @BeforeEach
    void nothing_is_waiting() {
        shop.housekeeping();
    }

    @Test
    void it_is_noted_after_five_minutes_and_written_by_housekeeping() {
        var ayse = Shopper.signedIn(shop, "seen@example.com");
        var before = seen(ayse);
        shop.clock().forward(Duration.ofMinutes(4));
        ayse.get("/current_user/").answers(200);
        shop.housekeeping();
        assertThat(seen(ayse)).isEqualTo(before);

        shop.clock().forward(Duration.ofMinutes(2));
        var now = shop.clock().instant();
        ayse.get("/current_user/").answers(200);
        assertThat(seen(ayse)).isEqualTo(before);
        shop.housekeeping();
        assertThat(seen(ayse)).isAfterOrEqualTo(now.minusSeconds(1));
    }

    @Test
    void many_reads_cost_one_row_changed() {
        var sessions =
                List.of("a@seen.example", "b@seen.example", "c@seen.example").stream()
                        .map(email -> Shopper.signedIn(shop, email))
                        .toList();
        shop.clock().forward(Duration.ofMinutes(6));
        for (int i = 0; i < 20; i++) {
            sessions.forEach(session -> session.get("/current_user/").answers(200));
        }
        shop.housekeeping();
        var written = version();
        for (int i = 0; i < 20; i++) {
            sessions.forEach(session -> session.get("/current_user/").answers(200));
        }
        shop.housekeeping();
        assertThat(version()).isEqualTo(written);
    }

    @Test
    void a_session_that_ended_meanwhile_stays_ended() {
        var ayse = Shopper.signedIn(shop, "gone@example.com");
        shop.clock().forward(Duration.ofMinutes(6));
        ayse.get("/current_user/").answers(200);
        ayse.post("/users/logout/").answers(200);
        long sessions = shop.count("select count(*) from session");
        shop.housekeeping();
        assertThat(shop.count("select count(*) from session")).isEqualTo(sessions);
    }

    @Test
    void a_row_that_somebody_holds_is_left_out_and_holds_up_nobody() {
        var ayse = Shopper.signedIn(shop, "held@example.com");
        shop.clock().forward(Duration.ofMinutes(6));
        ayse.get("/current_user/").answers(200);
        shop.database()
                .change(
                        tx -> {
                            tx.execute("select from session for update");
                            // On another thread, and so in transactions of its own.
                            CompletableFuture.runAsync(shop::housekeeping).join();
                        });
        assertThat(shop.logged()).noneMatch(line -> line.contains("put off"));
        ayse.get("/current_user/").answers(200);
    }

    private static Instant seen(Shopper shopper) {
        return Instant.parse(shopper.get(SESSIONS).json().get(0).get("last_seen").asString());
    }

    /// Changes with every row of a session that is written.
    private static long version() {
        return shop.count("select coalesce(sum(xmin::text::bigint), 0) from session");
    }
}
