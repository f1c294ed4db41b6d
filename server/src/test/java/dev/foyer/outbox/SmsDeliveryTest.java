package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// SMS on their way through gateways that are honest, slow, broken, or forgetful.
class SmsDeliveryTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static Shop shop;
    private static Operator operator;
    private static SmsOrders orders;

    private SmsProvider first;
    private SmsProvider second;

    /// A gateway that failed in one test must not rest in the next.
    private final String one = "one" + NUMBER.incrementAndGet();

    private final String two = "two" + NUMBER.incrementAndGet();

    @BeforeAll
    static void open() throws Exception {
        shop =
                Shop.open()
                        .with("REST_REGISTER_VIEW", "RegisterSMSOtpView")
                        .with("SMS_OTP_RESEND_INTERVAL", "0")
                        .mayLeaveMessages();
        shop.beforeAll(null);
        shop.clock().stop();
        operator = Operator.of(shop);
        orders = new SmsOrders(shop);
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
        assertThat(shop.logged())
                .isNotEmpty()
                .noneMatch(line -> line.contains("555000"))
                .noneMatch(line -> line.contains("open-sesame"))
                .noneMatch(line -> line.contains("is your code"));
    }

    @BeforeEach
    void openProviders() throws Exception {
        first = SmsProvider.open();
        second = SmsProvider.open();
        use(one, two);
    }

    @AfterEach
    void closeProviders() {
        operator.unset("SMS_GATEWAY").answers(200);
        operator.unset("SMS_GATEWAYS").answers(200);
        first.close();
        second.close();
    }

    @Test
    void an_honest_gateway_gets_the_message_once() throws Exception {
        var phone = orders.place();

        orders.awaitState(phone, "delivered 1");
        assertThat(first.taken(phone)).hasSize(1);
        var taken = first.taken().getFirst();
        assertThat(taken.body()).contains("is your code for Foyer").contains("@shop.test #");
        assertThat(taken.id()).matches("[0-9a-f]{32}");
        assertThat(second.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "400",
                "no success",
                "garbage",
                "endless",
                "drops",
                "hangs",
                "dawdles"
            })
    void where_one_gateway_fails_the_next_is_used_at_once(String trouble) throws Exception {
        first.behaves(first.manner(trouble));
        var phone = orders.place();

        orders.awaitState(phone, "delivered 1");
        assertThat(second.taken(phone)).hasSize(1);
        assertThat(first.taken(phone)).hasSizeLessThan(2);
        var id = second.taken().getFirst().id();
        assertThat(first.taken()).allMatch(taken -> taken.id().equals(id));
    }

    @Test
    void where_nobody_listens_the_next_is_used() throws Exception {
        first.close();
        var phone = orders.place();

        orders.awaitState(phone, "delivered 1");
        assertThat(second.taken(phone)).hasSize(1);
    }

    @Test
    void what_speaks_no_http_is_a_failure_like_any_other() throws Exception {
        try (var mumbler = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> mumble(mumbler));
            var definition =
                    first.definition()
                            .replace(":" + first.port() + "/", ":" + mumbler.getLocalPort() + "/");
            operator.set(
                            "SMS_GATEWAYS",
                            "{\"%s\": %s, \"%s\": %s}"
                                    .formatted(one, definition, two, second.definition()))
                    .answers(200);
            var phone = orders.place();

            orders.awaitState(phone, "delivered 1");
            assertThat(second.taken(phone)).hasSize(1);
        }
    }

    @Test
    void where_all_fail_the_reasons_are_told_and_the_same_message_is_tried_again()
            throws Exception {
        first.behaves(SmsProvider.answers(500, "oops"));
        second.behaves(second.hangs());
        var phone = orders.place();
        orders.awaitAttempt(phone, 1, "failed");

        assertThat(orders.story(phone))
                .contains(one + " answered 500; " + two + " did not answer within 1 s")
                .doesNotContain(phone);
        first.behaves(SmsProvider.HONEST);
        shop.clock().forward(Duration.ofSeconds(5));

        orders.awaitState(phone, "delivered 2");
        assertThat(first.taken(phone)).hasSize(2);
        assertThat(first.taken(phone).stream().map(SmsProvider.Taken::id).distinct()).hasSize(1);
    }

    @Test
    void who_takes_a_message_and_loses_the_answer_gets_it_again_under_the_same_id()
            throws Exception {
        use(one);
        first.behaves(SmsProvider.DROPS);
        var phone = orders.place();
        orders.awaitAttempt(phone, 1, "failed");
        first.behaves(SmsProvider.HONEST);
        shop.clock().forward(Duration.ofSeconds(5));

        orders.awaitState(phone, "delivered 2");
        assertThat(first.taken(phone)).hasSize(2);
        assertThat(first.taken(phone).stream().map(SmsProvider.Taken::id).distinct()).hasSize(1);
    }

    @Test
    void a_gateway_that_keeps_failing_rests_and_is_asked_again_later() throws Exception {
        first.behaves(SmsProvider.answers(500, ""));
        var ours = placeAndAwait(8);
        assertThat(taken(first, ours)).as("five failures open the circuit").isEqualTo(5);
        assertThat(taken(second, ours)).isEqualTo(8);
        first.behaves(SmsProvider.HONEST);
        shop.clock().forward(Duration.ofSeconds(30));
        ours.addAll(placeAndAwait(1));
        assertThat(taken(first, ours)).as("it still rests").isEqualTo(5);

        shop.clock().forward(Duration.ofSeconds(1));
        ours.addAll(placeAndAwait(4));
        assertThat(taken(first, ours)).isEqualTo(9);
        assertThat(taken(second, ours)).isEqualTo(9);
    }

    /// The phones of so many that were delivered, one after the other.
    private List<String> placeAndAwait(int many) throws InterruptedException {
        var phones = new ArrayList<String>();
        for (int i = 0; i < many; i++) {
            var phone = orders.place();
            orders.awaitState(phone, "delivered 1");
            phones.add(phone);
        }
        return phones;
    }

    /// Messages of other tests may come at any time once the clock goes on.
    private static int taken(SmsProvider provider, List<String> phones) {
        return phones.stream().mapToInt(phone -> provider.taken(phone).size()).sum();
    }

    @Test
    void a_message_that_meets_only_resting_gateways_waits() throws Exception {
        use(one);
        first.behaves(SmsProvider.answers(500, ""));
        for (int i = 0; i < 5; i++) {
            var _ = orders.placeInVain();
        }
        var phone = orders.placeInVain();
        assertThat(orders.story(phone)).contains(one + " rests after failures");
        assertThat(first.taken(phone)).isEmpty();
        operator.send("POST", "/api/sms/test/", "{\"phone\": \"05550009999\"}")
                .answers(200)
                .says("{\"delivered\": false, \"detail\": \"" + one + " answered 500\"}");
        orders.postponeAllBut(phone);

        first.behaves(SmsProvider.HONEST);
        shop.clock().forward(Duration.ofSeconds(31));
        orders.awaitState(phone, "delivered 2");
    }

    @Test
    void of_many_messages_none_is_lost_and_none_sent_twice() throws Exception {
        var calls = new AtomicInteger();
        var broken = SmsProvider.answers(503, "");
        first.behaves(
                exchange ->
                        (calls.incrementAndGet() % 3 == 0 ? broken : SmsProvider.HONEST)
                                .answer(exchange));
        var phones = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            phones.add(orders.place());
        }
        for (var phone : phones) {
            orders.awaitState(phone, "delivered 1");
        }

        for (var provider : new SmsProvider[] {first, second}) {
            var ids = provider.taken().stream().map(SmsProvider.Taken::id).toList();
            assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        }
        assertThat(first.taken()).hasSize(40);
        assertThat(second.taken()).hasSize(13);
    }

    @Test
    void an_expired_code_is_not_sent_any_more() throws Exception {
        use(one);
        first.behaves(SmsProvider.answers(500, ""));
        var late = orders.place();
        orders.awaitAttempt(late, 1, "failed");
        shop.clock().forward(Duration.ofMinutes(3));
        first.behaves(SmsProvider.HONEST);

        var fresh = orders.place();
        orders.awaitState(fresh, "delivered 1");
        operator.send("POST", "/api/outbox/" + orders.id(late) + "/retry/", "");
        orders.awaitState(orders.place(), "delivered 1");

        assertThat(first.taken(late)).as("the first attempt alone").hasSize(1);
    }

    @Test
    void a_change_of_the_order_counts_for_the_next_message() throws Exception {
        use(two, one);
        var phone = orders.place();
        orders.awaitState(phone, "delivered 1");
        assertThat(second.taken(phone)).hasSize(1);
        assertThat(first.taken()).isEmpty();
    }

    private void use(String... names) {
        operator.set(
                        "SMS_GATEWAYS",
                        "{\"%s\": %s, \"%s\": %s}"
                                .formatted(one, first.definition(), two, second.definition()))
                .answers(200);
        operator.set(
                        "SMS_GATEWAY",
                        Stream.of(names).map(name -> '"' + name + '"').toList().toString())
                .answers(200);
    }

    private static void mumble(ServerSocket door) {
        try (var socket = door.accept()) {
            socket.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
