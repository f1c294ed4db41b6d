package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Locale;

/// The captcha of our own (contract 0.2.14, B.8.2, B.1.3): where it is offered, and what it takes.
/// Everybody comes through a trusted proxy, so that a test may say from where.
class CaptchaTest {
    @RegisterExtension static final Shop shop = Crowded.open();

    private static final Crowded people = new Crowded(shop);

    private static final String WRONG =
            "{\"non_field_errors\": [\"The check did not succeed. Please try again.\"]}";

    @BeforeEach
    void aDayLater() {
        shop.clock().forward(Duration.ofDays(1));
        shop.clock().stop();
    }

    @Test
    void a_crowded_network_is_told_where_to_show_that_one_is_a_person() {
        people.crowd("192.0.2.1");
        people.from("192.0.2.1")
                .login("any@example.com", "x")
                .answers(429)
                .has("Retry-After", "60")
                .says(
                        """
                        {"detail": "Request was throttled. Expected available in 60 seconds.",
                         "redirect_url": "/users/captcha/"}
                        """);
        for (int i = 0; i < 2; i++) {
            Crowded.register(people.from("192.0.2.1"), "crowd" + i + "@example.com").answers(201);
        }
        Crowded.register(people.from("192.0.2.1"), "crowd2@example.com")
                .answers(429)
                .hasKeys("detail", "redirect_url")
                .shows("redirect_url", "/users/captcha/");
    }

    @Test
    void an_account_that_refuses_offers_no_captcha() {
        for (int i = 0; i < 5; i++) {
            people.from("198.51.100." + i).login("prey@example.com", "guess " + i).answers(400);
        }
        people.from("198.51.100.9")
                .login("prey@example.com", "guess")
                .answers(429)
                .hasKeys("detail");
    }

    @Test
    void clients_get_the_form_and_people_the_page() {
        var html =
                people.from("192.0.2.2")
                        .with("Accept", "application/json")
                        .get("/users/captcha/")
                        .answers(200)
                        .has("Content-Type", "application/json")
                        .hasKeys("html")
                        .json()
                        .get("html")
                        .asString();
        assertThat(html)
                .startsWith("<h1>One short check</h1>")
                .contains("<form method=\"post\">")
                .containsPattern("name='csrfmiddlewaretoken' value='\\w{64}'")
                .containsPattern("sitekey=\"\\w+\"")
                .doesNotContain("<script");

        var page = people.from("192.0.2.2").with("Accept", "text/html").get("/users/captcha/");
        assertThat(page.answers(200).text())
                .contains("<!DOCTYPE html>", "One short check", "I am a person", "<noscript>")
                .containsPattern("data-puzzle=\"[0-9a-f]{64}\" data-bits=\"8\" data-parts=\"16\"");
        assertThat(page.header("Content-Security-Policy"))
                .matches(
                        "default-src 'none'; style-src 'sha256-[^']+'; img-src 'self' data:;"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                                + " script-src 'sha256-[^']+'");
        assertThat(
                        people.from("192.0.2.2")
                                .with("Accept", "text/html")
                                .with("Accept-Language", "tr")
                                .get("/users/captcha")
                                .text())
                .contains("Robot değilim");
    }

    @Test
    void a_solution_counts_once() {
        var shopper = people.from("192.0.2.9");
        var solution = Worker.solution(shopper);
        Worker.show(shopper, solution).answers(200);
        Worker.show(shopper, solution).answers(400).says(WRONG);
    }

    @Test
    void a_solution_is_of_no_use_to_anybody_else() {
        var solution = Worker.solution(people.from("192.0.2.10"));
        Worker.show(people.from("192.0.2.10"), solution).answers(400).says(WRONG);
    }

    @Test
    void a_solution_is_too_old_after_ten_minutes() {
        var shopper = people.from("192.0.2.11");
        var late = Worker.solution(shopper);
        var early = Worker.solution(shopper);
        shop.clock().forward(Duration.ofSeconds(599));
        Worker.show(shopper, early).answers(200);
        shop.clock().forward(Duration.ofSeconds(1));
        Worker.show(shopper, late).answers(400).says(WRONG);
    }

    /// The time, the chance, the difficulty, the signature, and the work.
    @ParameterizedTest
    @ValueSource(ints = {15, 20, 30, 31, 32, 63})
    void a_puzzle_that_was_altered_is_none_of_ours(int place) {
        var shopper = people.from("192.0.2.12");
        var answer = new StringBuilder(Worker.solution(shopper));
        answer.setCharAt(place, answer.charAt(place) == '0' ? '1' : '0');
        Worker.show(shopper, answer.toString()).answers(400).says(WRONG);
    }

    @Test
    void work_that_was_not_done_is_refused() {
        var shopper = people.from("192.0.2.13");
        var puzzle = Worker.solution(shopper).substring(0, 65);
        Worker.show(shopper, puzzle + "00000000".repeat(16)).answers(400).says(WRONG);
    }

    @Test
    void one_part_left_out_is_no_solution() {
        var shopper = people.from("192.0.2.14");
        var answer = Worker.solution(shopper);
        Worker.show(shopper, answer.substring(0, answer.length() - 8)).answers(400).says(WRONG);
        Worker.show(shopper, answer.toUpperCase(Locale.ROOT)).answers(400);
        Worker.show(shopper, answer).answers(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foyer-captcha-response=", "foyer-captcha-response=%00", "a=b"})
    void no_answer_is_a_wrong_one(String form) {
        people.from("192.0.2.15").postForm("/users/pz-captcha/", form).answers(400).says(WRONG);
    }

    @Test
    void an_answer_in_json_is_read_too_and_one_of_another_kind_is_wrong() {
        var shopper = people.from("192.0.2.16");
        var path = "/users/pz-captcha/";
        shopper.post(path, "{\"foyer-captcha-response\": {\"a\": 1}}").answers(400).says(WRONG);
        shopper.post(path, "{\"foyer-captcha-response\": 7}").answers(400).says(WRONG);
        var solution = Worker.solution(shopper);
        shopper.post(path, "{\"foyer-captcha-response\": \"" + solution + "\"}").answers(200);
    }

    @Test
    void people_are_answered_with_pages() {
        var shopper = people.from("192.0.2.17").with("Accept", "text/html");
        var page = shopper.get("/users/captcha/").answers(200).text();

        var wrong = shopper.postForm("/users/captcha/", "").answers(400);
        assertThat(wrong.text()).contains("The check did not succeed.", "data-puzzle=");

        var form = Worker.FIELD + "=" + Worker.solve(page);
        var done = shopper.postForm("/users/captcha/?next=%2Fcheckout%2F", form).answers(200);
        assertThat(done.text()).contains("Thank you", "href=\"/checkout/\"");
        assertThat(done.setCookie("foyer_captcha")).isNotEmpty();
        assertThat(done.header("Content-Security-Policy")).doesNotContain("script-src");
    }

    @Test
    void nobody_is_led_elsewhere() {
        var shopper = people.from("192.0.2.18").with("Accept", "application/json");
        for (var next : new String[] {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example"}) {
            var form = Worker.FIELD + "=" + Worker.solution(shopper);
            shopper.postForm("/users/captcha/?next=" + next, form)
                    .answers(200)
                    .says("{\"location\": \"/\"}");
        }
        var form = Worker.FIELD + "=" + Worker.solution(shopper);
        shopper.postForm("/users/captcha/?next=basket", form).shows("location", "/basket");
    }

    @Test
    void without_the_token_nothing_is_solved() {
        var shopper = people.from("192.0.2.19").withoutToken();
        Worker.pass(shopper).answers(403);
        var form =
                "csrfmiddlewaretoken="
                        + shopper.cookie("csrftoken")
                        + "&foyer-captcha-response="
                        + Worker.solution(shopper);
        shopper.postForm("/users/pz-captcha/", form).answers(200);
    }

    @Test
    void a_shop_may_do_without() {
        Operator.of(shop).set("CAPTCHA_PROVIDER", "\"none\"").answers(200);
        people.crowd("192.0.2.20");
        var shopper = people.from("192.0.2.20");
        shopper.login("any@example.com", "x").answers(429).hasKeys("detail");
        shopper.get("/users/captcha/").answers(404).says("{\"detail\": \"Not found.\"}");
        shopper.get("/users/pz-captcha/").answers(404);
        shopper.postForm("/users/captcha/", "a=b").answers(404);
        Operator.of(shop).unset("CAPTCHA_PROVIDER").answers(200);
    }

    @Test
    void what_is_remembered_names_nobody_and_is_swept() {
        Worker.pass(people.from("192.0.2.21")).answers(200);
        assertThat(shop.count("select count(*) from captcha_spent")).isPositive();
        shop.clock().forward(Duration.ofHours(1));
        shop.housekeeping();
        assertThat(shop.count("select count(*) from captcha_spent")).isZero();
    }

    @Test
    void what_came_of_captchas_is_counted_and_logged_without_the_answer() {
        var shopper = people.from("192.0.2.22");
        var solution = Worker.solution(shopper);
        Worker.show(shopper, solution).answers(200);
        Worker.show(shopper, solution).answers(400);
        assertThat(Operator.of(shop).get("/metrics").answers(200).text())
                .containsPattern(
                        "foyer_captchas_total\\{provider=\"proof-of-work\",result=\"solved\"}"
                                + " [1-9]")
                .containsPattern(
                        "foyer_captchas_total\\{provider=\"proof-of-work\",result=\"wrong\"}"
                                + " [1-9]");
        assertThat(shop.logged())
                .anyMatch(line -> line.startsWith("captcha solved provider=proof-of-work request="))
                .noneMatch(line -> line.contains(solution.substring(0, 64)));
    }
}
