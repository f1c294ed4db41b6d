package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What an operator does about SMS: try a gateway, and find out why nothing arrives.
class SmsOperationsTest {
    private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

    private static Shop shop;
    private static HttpServer provider;

    @BeforeAll
    static void open() throws Exception {
        provider =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        provider.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    RECEIVED.add(new String(body, StandardCharsets.UTF_8));
                    boolean good = exchange.getRequestURI().getPath().equals("/good");
                    exchange.sendResponseHeaders(good ? 200 : 401, -1);
                    exchange.close();
                });
        provider.start();
        shop =
                Shop.open()
                        .with("FOYER_MODE", "production")
                        .with("ALLOW_PLAIN_HTTP", "true")
                        .with("SMTP_URL", "smtp://127.0.0.1:1?starttls=never")
                        .with("REST_REGISTER_VIEW", "RegisterSMSOtpView")
                        .mayLeaveMessages();
        shop.beforeAll(null);
        Operator.of(shop)
                .set(
                        "SMS_GATEWAYS",
                        "{\"good\": %s, \"bad\": %s}".formatted(gateway("good"), gateway("bad")))
                .answers(200);
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
        provider.stop(0);
    }

    @Test
    void a_test_message_goes_out_now_and_not_through_the_outbox() throws Exception {
        int before = RECEIVED.size();

        test("{\"phone\": \"0555 000 00 01\", \"gateway\": \"good\"}")
                .answers(200)
                .says("{\"delivered\": true, \"detail\": \"taken over\"}");

        assertThat(RECEIVED).hasSize(before + 1);
        assertThat(RECEIVED.getLast()).isEqualTo("+905550000001 Foyer: test");
        assertThat(shop.count("select count(*) from outbox_message where recipient like '%00001'"))
                .isZero();
    }

    @Test
    void what_a_gateway_makes_of_it_is_told() {
        test("{\"phone\": \"05550000001\", \"gateway\": \"bad\"}")
                .answers(200)
                .says("{\"delivered\": false, \"detail\": \"bad answered 401\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"phone\": [\"This field is required.\"]}",
                "{\"phone\": \"12\"} | {\"phone\": [\"Enter a valid phone number.\"]}",
                "{\"phone\": \"05550000001\"} | {\"gateway\": [\"There is no such SMS gateway in use.\"]}",
                "{\"phone\": \"05550000001\", \"gateway\": \"x\"} | {\"gateway\": [\"There is no such SMS gateway in"
                        + " use.\"]}",
            })
    void a_test_without_phone_or_gateway_is_refused(String body, String answer) {
        test(body).answers(400).says(answer);
    }

    @Test
    void a_stranger_cannot_send_a_test() {
        int before = RECEIVED.size();
        Operator.saying(shop, "")
                .send(
                        "POST",
                        "/api/sms/test/",
                        "{\"phone\": \"05550000001\", \"gateway\": \"good\"}")
                .answers(401);
        assertThat(RECEIVED).hasSize(before);
    }

    @Test
    void the_command_tells_the_outcome_in_words_and_by_its_exit_code() throws Exception {
        var good = foyer("settings", "test-sms", "0555 000 00 01", "--gateway", "good");
        assertThat(good.out()).isEqualTo("delivered: taken over\n");
        assertThat(good.code()).isZero();

        var bad = foyer("settings", "test-sms", "05550000001", "--gateway=bad");
        assertThat(bad.out()).isEqualTo("not delivered: bad answered 401\n");
        assertThat(bad.code()).isEqualTo(1);

        var json = foyer("settings", "test-sms", "05550000001", "--gateway=bad", "--json");
        assertThat(Json.parseOwn(json.out()))
                .isEqualTo(
                        Json.parseOwn("{\"delivered\": false, \"detail\": \"bad answered 401\"}"));
        assertThat(json.code()).isEqualTo(1);

        var none = foyer("settings", "test-sms", "05550000001");
        assertThat(none.err()).isEqualTo("foyer: There is no such SMS gateway in use.\n");
        assertThat(none.code()).isEqualTo(1);
        assertThat(foyer("settings", "test-sms").code()).isEqualTo(2);
    }

    @Test
    void the_command_shows_secrets_as_dots() throws Exception {
        var get = foyer("settings", "get", "SMS_GATEWAYS");
        assertThat(get.code()).isZero();
        assertThat(get.out()).contains("\"secrets\":{\"key\":\"…\"}").doesNotContain("open-sesame");
        assertThat(foyer("settings", "list").out()).doesNotContain("open-sesame");
    }

    @Test
    void in_production_without_a_gateway_the_attempt_fails_with_the_reason() throws Exception {
        Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("ayse@example.com")
                                .with("phone", "\"05550000077\"")
                                .json())
                .answers(202);
        long id = shop.count("select id from outbox_message where recipient = '+905550000077'");
        Eventually.holds(
                "the attempt is noted",
                Duration.ofSeconds(10),
                () ->
                        shop.count(
                                        "select count(*) from outbox_attempt where outcome = 'failed' and message_id = "
                                                + id)
                                == 1);

        var shown = foyer("outbox", "show", Long.toString(id));
        assertThat(shown.out())
                .contains("sms to …77")
                .contains("no SMS gateway is in use: set SMS_GATEWAY");
        Operator.of(shop).set("SMS_GATEWAY", "\"good\"").answers(200);
        shop.clock().forward(Duration.ofSeconds(5));
        Eventually.holds(
                "it arrives once there is one",
                Duration.ofSeconds(10),
                () -> RECEIVED.stream().anyMatch(text -> text.startsWith("+905550000077 ")));
        Operator.of(shop).unset("SMS_GATEWAY").answers(200);
    }

    private static String gateway(String path) {
        return """
        {"url": "http://127.0.0.1:%d/%s", "headers": {"Content-Type": "text/plain", "X-Key": "{key}"},
         "body": "{phone} {text}", "secrets": {"key": "open-sesame"}}
        """
                .formatted(provider.getAddress().getPort(), path);
    }

    private static Reply test(String body) {
        return Operator.of(shop).send("POST", "/api/sms/test/", body);
    }

    private static Program.Ended foyer(String... arguments)
            throws IOException, InterruptedException {
        return Commands.at(shop, arguments);
    }
}
