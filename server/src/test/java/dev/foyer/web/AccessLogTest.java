package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The access log: what is worth a line has one, with the pattern of the path and never its values.
class AccessLogTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @RegisterExtension static final Shop talkative = Shop.open().with("ACCESS_LOG", "all");

    @RegisterExtension static final Shop quiet = Shop.open().with("ACCESS_LOG", "none");

    @Test
    void a_read_that_went_well_has_no_line_and_is_counted() {
        var reply = Shopper.stranger(shop).get("/csrf_token/").answers(200);
        assertThat(lines(shop, reply)).isZero();
        assertThat(Operator.of(shop).get("/metrics").text())
                .contains(
                        "foyer_http_requests_total{method=\"GET\",route=\"/csrf_token/\",status=\"200\"}");
    }

    @Test
    void refusals_and_changes_have_one() {
        var shopper = Shopper.guest(shop);
        assertThat(lines(shop, shopper.get("/current_user/").answers(401))).isEqualTo(1);
        var change = shopper.post("/users/activate-currency/", "{\"currency_code\": \"USD\"}");
        assertThat(lines(shop, change.answers(204))).isEqualTo(1);
    }

    @Test
    void all_or_none_where_the_shop_says_so() {
        var told = Shopper.stranger(talkative).get("/csrf_token/").answers(200);
        assertThat(lines(talkative, told)).isEqualTo(1);
        var untold = Shopper.stranger(quiet).get("/current_user/").answers(401);
        assertThat(lines(quiet, untold)).isZero();
    }

    private static long lines(Shop shop, Reply reply) {
        var id = reply.header("X-Request-ID");
        assertThat(id).isNotEmpty();
        return shop.logged().stream().filter(line -> line.contains(id)).count();
    }
}
