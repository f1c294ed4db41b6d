package dev.foyer.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// The bounds on what may be spent on SMS: `SMS_BUDGET_*` (contract 0.2.14). The clock stands at
/// ten seconds past midnight by UTC of another day for each test.
class SmsBudgetTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("REST_REGISTER_VIEW", "RegisterSMSOtpView")
                    .with("TRUSTED_PROXIES", "127.0.0.1")
                    .with("SMS_OTP_RESEND_INTERVAL", "0");

    private static final List<String> BOUNDS =
            List.of(
                    "SMS_BUDGET_PHONE_HOUR",
                    "SMS_BUDGET_PHONE_DAY",
                    "SMS_BUDGET_PREFIX_HOUR",
                    "SMS_BUDGET_PREFIX_DAY",
                    "SMS_BUDGET_NETWORK_HOUR",
                    "SMS_BUDGET_NETWORK_DAY",
                    "SMS_BUDGET_SHOP_DAY");

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @BeforeEach
    void begin() throws InterruptedException {
        var now = shop.clock().instant();
        var begin = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)).plusSeconds(10);
        shop.later(Duration.between(now, begin));
    }

    @AfterEach
    void unset() {
        BOUNDS.forEach(bound -> Operator.of(shop).unset(bound).answers(200));
    }

    /// The second phone and network are others, but for what the bound counts.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMS_BUDGET_PHONE_HOUR   | +905551110001 | 10.0.0.1 | 3590",
                "SMS_BUDGET_PHONE_DAY    | +905551110001 | 10.0.0.1 | 86390",
                "SMS_BUDGET_PREFIX_HOUR  | +905551119999 | 10.0.0.1 | 3590",
                "SMS_BUDGET_PREFIX_DAY   | +905551119999 | 10.0.0.1 | 86390",
                "SMS_BUDGET_NETWORK_HOUR | +905552220001 | 10.0.0.7 | 3590",
                "SMS_BUDGET_NETWORK_DAY  | +905552220001 | 10.0.0.7 | 86390",
                "SMS_BUDGET_SHOP_DAY     | +905552220001 | 10.0.0.1 | 86390",
            })
    void each_bound_holds_until_its_window_is_over(
            String bound, String phone, String network, long wait) throws InterruptedException {
        Operator.of(shop).set(bound, "2").answers(200);
        ask("+905551110001", "10.0.0.7").answers(202);
        ask(phone, network).answers(202);

        ask(phone, network)
                .answers(429)
                .has("Retry-After", Long.toString(wait))
                .says(
                        "{\"detail\": \"Request was throttled. Expected available in "
                                + wait
                                + " seconds.\"}");
        var until = shop.clock().instant().plusSeconds(wait);
        assertThat(shop.logged())
                .contains("no code is sent: " + bound + " is used up until " + until + " null")
                .noneMatch(line -> line.contains(phone.substring(3)));
        shop.later(Duration.ofSeconds(wait).minusNanos(1000));
        ask(phone, network).answers(429).has("Retry-After", "1");
        shop.clock().forward(Duration.ofNanos(1000));
        ask(phone, network).answers(202);
        ask(phone, network).answers(202);
        ask(phone, network).answers(429);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMS_BUDGET_PHONE_HOUR   | +905551110002 | 10.0.0.7",
                "SMS_BUDGET_PREFIX_HOUR  | +905551120001 | 10.0.0.7",
                "SMS_BUDGET_NETWORK_HOUR | +905551110001 | 10.0.0.8",
            })
    void whom_a_bound_does_not_count_it_does_not_stop(String bound, String phone, String network) {
        Operator.of(shop).set(bound, "1").answers(200);
        ask("+905551110001", "10.0.0.7").answers(202);
        ask("+905551110001", "10.0.0.7").answers(429);

        ask(phone, network).answers(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2001:db8:1:2::1 | 2001:db8:1:2:ffff:ffff:ffff:ffff | 429",
                "2001:db8:1:2::1 | 2001:db8:1:3::1 | 202",
                "::ffff:10.0.0.9 | 10.0.0.9 | 429",
            })
    void a_network_is_64_bits_of_ipv6(String one, String other, int status) {
        Operator.of(shop).set("SMS_BUDGET_NETWORK_HOUR", "1").answers(200);
        ask("+905551110001", one).answers(202);

        ask("+905552220002", other).answers(status);
    }

    @Test
    void the_defaults_are_those_of_the_contract() {
        for (int i = 0; i < 5; i++) {
            ask("+905551110001", "10.0.0." + i).answers(202);
        }
        ask("+905551110001", "10.0.0.9").answers(429).has("Retry-After", "3590");
        var operator = Operator.of(shop);
        operator.get("/api/settings/SMS_BUDGET_NETWORK_HOUR/").shows("value", 300);
        operator.get("/api/settings/SMS_BUDGET_PREFIX_HOUR/").shows("value", 300);
    }

    @Test
    void a_refusal_leaves_the_older_code_working_and_counts_nowhere() throws Exception {
        Operator.of(shop).set("SMS_BUDGET_NETWORK_HOUR", "1").answers(200);
        var phone = "+905553330001";
        var guest = Shopper.guest(shop).with("X-Forwarded-For", "10.0.0.7");
        var form = form(phone);
        guest.post("/users/registration/", form.json()).answers(202);
        var code = PhoneBox.of(shop, phone).code();
        var before = counts();

        for (int i = 0; i < 3; i++) {
            guest.post("/users/registration/", form.with("resend", "true").json()).answers(429);
        }

        assertThat(counts()).isEqualTo(before);
        assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);
        guest.post("/users/registration/", form.with("code", '"' + code + '"').json()).answers(201);
    }

    @Test
    void a_bound_is_exact_where_many_ask_at_once() throws Exception {
        Operator.of(shop).set("SMS_BUDGET_SHOP_DAY", "7").answers(200);
        var requests = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 40; i++) {
            var phone = "+90555444%04d".formatted(i);
            requests.add(() -> ask(phone, "10.0.0.1").status());
        }
        var statuses = AtOnce.all(requests);

        assertThat(statuses).containsOnly(202, 429);
        assertThat(statuses.stream().filter(status -> status == 202)).hasSize(7);
    }

    @Test
    void no_phone_and_no_network_stands_in_the_counts() {
        ask("+905551110001", "10.0.0.7").answers(202);

        var subjects =
                shop.database()
                        .read(
                                handle ->
                                        handle.createQuery("select subject from sms_budget")
                                                .mapTo(String.class)
                                                .list());
        assertThat(subjects)
                .isNotEmpty()
                .allMatch(
                        subject ->
                                subject.matches("(phone|prefix|network) [0-9a-f]{32}/[hd]|shop/d"))
                .noneMatch(subject -> subject.contains("0a000007"))
                .noneMatch(subject -> subject.contains("555111"));
    }

    private static String counts() {
        return shop.database()
                .read(
                        handle ->
                                handle.createQuery(
                                                """
                                                select string_agg(subject || until || used, ',' order by subject, until)
                                                  from sms_budget
                                                """)
                                        .mapTo(String.class)
                                        .one());
    }

    private static Reply ask(String phone, String network) {
        return Shopper.guest(shop)
                .with("X-Forwarded-For", network)
                .post("/users/registration/", form(phone).json());
    }

    private static Person form(String phone) {
        var email = "p" + phone.substring(1) + "@example.com";
        return Person.named("Ayşe", "Yılmaz").withEmail(email).with("phone", '"' + phone + '"');
    }
}
