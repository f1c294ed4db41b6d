package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// When a hook request is believed (contract B.2.1, E.4, 0.2.9), at a clock that stands still.
class HookWindowTest {
    @RegisterExtension static final Shop shop = Shop.open().mayLeaveMessages();

    /// The worked example of the source.
    private static final String SECRET = "my_secret_key";

    private static final Instant EXAMPLE = Instant.parse("2024-09-26T10:49:58.694785Z");
    private static final String TIME = "2024-09-26T10:49:58.694785+00:00";
    private static final String DIGEST =
            "c804723c11619670b969845e9011a154099dafc324794c52696c5c22264dcea4";

    private static int services;
    private CallCentre iys;

    /// A service of its own for each test: what one has used up the others still have.
    @BeforeEach
    void register() {
        shop.clock().stop();
        standAt(EXAMPLE);
        iys = CallCentre.kvkk(shop, "iys " + ++services, SECRET);
    }

    @Test
    void the_worked_example_of_the_source_is_right() {
        var ayse = Subscriber.of(shop, "ayse@example.com");

        iys.send(
                        "PATCH",
                        iys.body(
                                "{\"email\": \"ayse@example.com\", \"sms_allowed\": false}",
                                TIME,
                                DIGEST))
                .answers(200)
                .says("{}");
        ayse.allows(true, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-09-26 10:49:58.694785+00:00",
                "2024-09-26T10:49:58.694785Z",
                "2024-09-26T10:49:58.694785",
                "2024-09-26T13:49:58.694785+03:00",
                " 2024-09-26T10:49:58.694785+00:00 ",
            })
    void its_hash_is_good_for_every_spelling_of_its_time(String time) {
        present(time, DIGEST).answers(200).says("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-09-26T13:49:58.694785+03:00, 2024-09-26T13:49:58.694785+03:00",
        "2024-09-26T13:49:58.694785+0300, 2024-09-26T13:49:58.694785+0300",
        "2024-09-26T13:49:58.694785+0300, 2024-09-26T13:49:58.694785+03:00",
        "2024-09-26T13:49:58.694785+0300, 2024-09-26T10:49:58.694785+00:00",
        "2024-09-26T10:49:58.694785Z, 2024-09-26T10:49:58.694785Z",
        "2024-09-26 10:49:58.694785, 2024-09-26 10:49:58.694785",
        "2024-09-26 10:49:58.694785, 2024-09-26T10:49:58.694785",
        "2024-09-26 10:49:58.694785, 2024-09-26T10:49:58.694785+00:00",
        "2024-09-26T10:49:58, 2024-09-26T10:49:58",
        "2024-09-26T10:49:58.000000Z, 2024-09-26T10:49:58+00:00",
    })
    void the_hash_may_be_over_the_time_as_sent_or_as_Python_prints_it(String sent, String hashed) {
        present(sent, Sha256.of(SECRET + hashed).hex()).answers(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c804723c11619670b969845e9011a154099dafc324794c52696c5c22264dcea5",
                "d804723c11619670b969845e9011a154099dafc324794c52696c5c22264dcea4",
                "C804723C11619670B969845E9011A154099DAFC324794C52696C5C22264DCEA4",
                "c804723c11619670b969845e9011a154099dafc324794c52696c5c22264dcea",
                "c804723c11619670b969845e9011a154099dafc324794c52696c5c22264dcea40",
                "hash_value",
                "0",
                "şifre",
            })
    void one_altered_character_is_one_too_many(String hash) {
        present(TIME, hash).answers(400).says(CallCentre.MISMATCH);
    }

    @Test
    void the_hash_of_one_time_is_not_good_for_another() {
        present("2024-09-26T10:49:58.694786+00:00", DIGEST).answers(400).says(CallCentre.MISMATCH);
        present("2024-09-26T10:49:58.694785+03:00", DIGEST).answers(400).says(CallCentre.MISMATCH);
    }

    @Test
    void a_microsecond_before_the_minute_is_over_it_is_believed() {
        standAt(EXAMPLE.plusSeconds(60).minus(1, ChronoUnit.MICROS));
        present(TIME, DIGEST).answers(200);
    }

    @Test
    void after_exactly_a_minute_it_is_not() {
        standAt(EXAMPLE.plusSeconds(60));
        present(TIME, DIGEST).answers(400).says(CallCentre.TIME_GAP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 365})
    void days_old_is_too_old_though_the_seconds_fit(int days) {
        standAt(EXAMPLE.plus(Duration.ofDays(days)).plusSeconds(30));
        present(TIME, DIGEST).answers(400).says(CallCentre.TIME_GAP);
    }

    @Test
    void a_clock_may_run_five_seconds_ahead_and_no_more() {
        standAt(EXAMPLE.minusSeconds(5).minus(1, ChronoUnit.MICROS));
        present(TIME, DIGEST).answers(400).says(CallCentre.TIME_GAP);
        standAt(EXAMPLE.minusSeconds(5));
        present(TIME, DIGEST).answers(200);
    }

    @Test
    void the_operator_says_how_far_ahead() {
        Operator.of(shop).set("HOOK_CLOCK_SKEW", "0").answers(200);
        standAt(EXAMPLE.minus(1, ChronoUnit.MICROS));
        present(TIME, DIGEST).answers(400).says(CallCentre.TIME_GAP);

        Operator.of(shop).set("HOOK_CLOCK_SKEW", "300").answers(200);
        standAt(EXAMPLE.minusSeconds(300));
        present(TIME, DIGEST).answers(200);
        Operator.of(shop).unset("HOOK_CLOCK_SKEW").answers(200);
    }

    @Test
    void who_has_no_right_hash_does_not_learn_that_the_time_is_wrong() {
        standAt(EXAMPLE.plus(Duration.ofDays(1)));
        present(TIME, "0".repeat(64)).answers(400).says(CallCentre.MISMATCH);
    }

    @Test
    void the_farthest_times_are_wrong_times_and_nothing_more() {
        for (var time : new String[] {"0001-01-01T00:00", "9999-12-31T23:59:59.999999"}) {
            present(time, Sha256.of(SECRET + time).hex()).answers(400).says(CallCentre.TIME_GAP);
        }
    }

    @Test
    void a_time_whose_year_in_utc_is_none_is_no_time() {
        for (var time :
                new String[] {"0001-01-01T00:00:00+18:00", "9999-12-31T23:59:59.999999-18:00"}) {
            present(time, Sha256.of(SECRET + time).hex())
                    .answers(400)
                    .says(
                            """
                            {"request_datetime": ["Datetime has wrong format. Use one of these formats instead: \
                            YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."]}
                            """);
        }
    }

    @Test
    void what_was_refused_is_not_remembered_and_what_is_over_is_forgotten() {
        standAt(EXAMPLE.minusSeconds(6));
        present(TIME, DIGEST).answers(400);
        assertThat(remembered()).isZero();

        standAt(EXAMPLE);
        present(TIME, DIGEST).answers(200);
        assertThat(remembered()).isEqualTo(1);
        var memory = memory();
        standAt(EXAMPLE.plusSeconds(130));
        assertThat(memory.sweep()).isFalse();
        assertThat(remembered()).isEqualTo(1);
        standAt(EXAMPLE.plusSeconds(131));
        assertThat(memory.sweep()).isFalse();
        assertThat(remembered()).isZero();
    }

    /// What housekeeping calls every minute.
    private static HookMemory memory() {
        var secrets = new Secrets(List.of(Shop.SECRET_KEY), new SecureRandom());
        var settings =
                new DynamicSettings(
                        shop.database(),
                        List.of(HookSettings.HOOK_CLOCK_SKEW),
                        Map.of(),
                        List.of(),
                        secrets.sealer("settings"),
                        shop.clock());
        return new HookMemory(shop.database(), settings, secrets, shop.clock());
    }

    private long remembered() {
        return shop.count("select count(*) from hook_request where service = '" + iys.name() + "'");
    }

    private Reply present(String time, String hash) {
        return iys.send("PATCH", iys.body("{\"email\": \"nobody@example.com\"}", time, hash));
    }

    private static void standAt(Instant time) {
        shop.clock().forward(Duration.between(shop.clock().instant(), time));
    }
}
