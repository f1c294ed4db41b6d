package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Captchas that somebody else judges, in imitation and over real HTTP.
class CaptchaProviderTest {
    @RegisterExtension
    @Order(1)
    static final Shop shop =
            Shop.open()
                    .with("CSRF_TRUSTED_ORIGINS", "https://app.shop.test")
                    .with("CAPTCHA_SITE_KEY", "site_KEY-1")
                    .with("CAPTCHA_SECRET", "0x4AAA-secret&=%")
                    .with("CAPTCHA_PROVIDER", "recaptcha")
                    .mayLeaveMessages();

    @RegisterExtension
    @Order(2)
    static final SiteVerifyServer provider = SiteVerifyServer.judging(shop);

    @ParameterizedTest
    @CsvSource({
        "recaptcha, g-recaptcha-response",
        "hcaptcha, h-captcha-response",
        "turnstile, cf-turnstile-response",
        "hcaptcha, g-recaptcha-response",
        "turnstile, g-recaptcha-response",
    })
    void a_right_answer_gives_a_pass(String name, String field) {
        set("CAPTCHA_PROVIDER", name);
        var answer = "a+b&" + name + field;
        int before = provider.taken().size();

        var reply =
                Shopper.guest(shop)
                        .postForm("/users/pz-captcha/", field + "=a%2Bb%26" + name + field)
                        .answers(200)
                        .says("{\"location\": \"/\"}");

        assertThat(reply.setCookie("foyer_captcha")).isNotEmpty();
        assertThat(provider.taken()).hasSize(before + 1);
        var call = provider.taken().getLast();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.type()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(call.body())
                .isEqualTo(
                        "secret=0x4AAA-secret%26%3D%25&response="
                                + answer.replace("+", "%2B").replace("&", "%26"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "recaptcha | {\"success\": false, \"error-codes\": [\"timeout-or-duplicate\"]}",
                "recaptcha | {\"success\": false}",
                "recaptcha | {\"success\": false, \"hostname\": \"shop.test\"}",
                "recaptcha | {\"success\": true}",
                "recaptcha | {\"success\": true, \"hostname\": \"evil.example\"}",
                "recaptcha | {\"success\": true, \"hostname\": \"shop.test.evil.example\"}",
                "recaptcha | {\"success\": true, \"hostname\": [\"shop.test\"]}",
                "recaptcha | {\"success\": true, \"hostname\": \"shop.test\", \"action\":"
                        + " \"vote\"}",
                "hcaptcha  | {\"success\": true, \"hostname\": \"not-provided\"}",
                "turnstile | {\"success\": true, \"hostname\": \"shop.test\"}",
                "turnstile | {\"success\": true, \"hostname\": \"shop.test\", \"action\": \"\"}",
                "turnstile | {\"success\": true, \"hostname\": \"shop.test\", \"action\":"
                        + " \"vote\"}",
                "turnstile | {\"success\": true, \"hostname\": \"a.test\", \"action\":"
                        + " \"captcha\"}",
            })
    void an_answer_that_is_wrong_or_for_another_page_gives_none(String name, String said) {
        set("CAPTCHA_PROVIDER", name);
        provider.behaves(SiteVerifyServer.says(said));
        var reply = answer(Shopper.guest(shop), fresh()).answers(400);
        assertThat(reply.setCookie("foyer_captcha")).isEmpty();
    }

    @Test
    void an_origin_that_is_trusted_may_show_the_captcha() {
        provider.behaves(
                SiteVerifyServer.says("{\"success\": true, \"hostname\": \"app.shop.test\"}"));
        answer(Shopper.guest(shop), fresh()).answers(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "403",
                "201",
                "garbage",
                "empty",
                "list",
                "text for success",
                "nested deep",
                "huge",
                "wrong secret",
                "drops",
                "hangs",
                "dawdles",
                "redirects"
            })
    void a_provider_that_does_not_say_gives_no_pass_and_no_blame(String name) {
        provider.behaves(provider.manner(name));
        var shopper = Shopper.guest(shop);
        var answer = fresh();

        var reply = answer(shopper, answer).answers(503).has("Retry-After", "5");

        assertThat(reply.setCookie("foyer_captcha")).isEmpty();
        assertThat(provider.followed()).isZero();
        assertThat(shop.logged())
                .anyMatch(line -> line.startsWith("captcha provider recaptcha "))
                .noneMatch(line -> line.contains(answer) || line.contains("0x4AAA"));
        provider.isHonest();
        answer(shopper, answer).answers(200);
    }

    @Test
    void people_are_told_so_on_the_page() {
        provider.behaves(provider.manner("500"));
        var reply =
                Shopper.guest(shop)
                        .with("Accept", "text/html")
                        .postForm("/users/captcha/", "g-recaptcha-response=" + fresh())
                        .answers(503)
                        .has("Retry-After", "5");
        assertThat(reply.text()).contains("cannot be made at the moment", "g-recaptcha");
    }

    @Test
    void an_answer_counts_once_whatever_its_provider_says() throws Exception {
        var answer = fresh();
        var calls = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 20; i++) {
            var shopper = Shopper.guest(shop);
            calls.add(() -> answer(shopper, answer));
        }
        assertThat(AtOnce.inTurns(8, calls)).filteredOn(reply -> reply.status() == 200).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16_385})
    void an_answer_that_can_be_none_is_not_asked_about(int length) {
        int before = provider.taken().size();
        answer(Shopper.guest(shop), "a".repeat(length)).answers(400);
        assertThat(provider.taken()).hasSize(before);
    }

    @Test
    void a_provider_that_hangs_gathers_no_requests() throws Exception {
        provider.behaves(provider.manner("hangs"));
        int before = provider.taken().size();
        var calls = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 48; i++) {
            var shopper = Shopper.guest(shop);
            calls.add(() -> answer(shopper, "hanging" + shopper.cookie("osessionid")));
        }
        AtOnce.all(calls).forEach(reply -> reply.answers(503));
        assertThat(provider.taken().size() - before).isBetween(1, 32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recaptcha | g-recaptcha | https://www.google.com/recaptcha/api.js | script-src"
                        + " https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/ |"
                        + " frame-src https://www.google.com/recaptcha/"
                        + " https://recaptcha.google.com/recaptcha/",
                "hcaptcha | h-captcha | https://js.hcaptcha.com/1/api.js"
                        + " | script-src https://hcaptcha.com https://*.hcaptcha.com"
                        + " | frame-src https://hcaptcha.com https://*.hcaptcha.com",
                "turnstile | cf-turnstile | https://challenges.cloudflare.com/turnstile/v0/api.js"
                        + " | script-src https://challenges.cloudflare.com"
                        + " | frame-src https://challenges.cloudflare.com",
            })
    void the_page_allows_what_its_provider_needs_and_no_more(
            String name, String widget, String script, String scripts, String frames) {
        set("CAPTCHA_PROVIDER", name);
        var page =
                Shopper.guest(shop)
                        .with("Accept", "text/html")
                        .with("Accept-Language", "tr")
                        .get("/users/captcha/");
        assertThat(page.text())
                .contains("class=\"" + widget + "\" data-sitekey=\"site_KEY-1\"")
                .contains("<script src=\"" + script + "?hl=tr\" async defer></script>")
                .doesNotContain("data-puzzle", "0x4AAA");
        var directives = page.header("Content-Security-Policy").split("; ", -1);
        assertThat(directives)
                .contains("default-src 'none'", "form-action 'self'", "base-uri 'none'")
                .contains(scripts, frames)
                .noneMatch(text -> text.contains("unsafe") || text.endsWith(" *"));
        assertThat(directives).hasSize(name.equals("hcaptcha") ? 9 : 8);
    }

    @Test
    void the_secret_is_sealed_and_shown_as_dots() {
        var operator = Operator.of(shop);
        operator.set("CAPTCHA_SECRET", "\"0x4AAA-another\"").answers(200);
        assertThat(operator.get("/api/settings/CAPTCHA_SECRET/").answers(200).text())
                .contains("…")
                .doesNotContain("0x4AAA");
        assertThat(shop.count("select count(*) from setting s where s::text like '%0x4AAA%'"))
                .isZero();
        answer(Shopper.guest(shop), fresh()).answers(200);
        assertThat(provider.taken().getLast().body()).startsWith("secret=0x4AAA-another&");
        operator.unset("CAPTCHA_SECRET").answers(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CAPTCHA_PROVIDER | \"mycaptcha\"",
                "CAPTCHA_SITE_KEY | \"<script>\"",
                "CAPTCHA_SITE_KEY | \"\"",
                "CAPTCHA_SECRET | \"\"",
                "CAPTCHA_SECRET | 7",
                "CAPTCHA_VERIFY_URL | \"http://verify.example/\"",
                "CAPTCHA_VERIFY_URL | \"http://127.0.0.1.evil.example/\"",
                "CAPTCHA_VERIFY_URL | \"file:///etc/passwd\"",
                "CAPTCHA_VERIFY_URL | \"https://verify.example/?a=b\"",
                "CAPTCHA_DIFFICULTY | 7",
                "CAPTCHA_DIFFICULTY | 21",
                "CAPTCHA_PASS_TRIES | 0",
            })
    void a_setting_that_would_not_do_is_refused(String name, String json) {
        Operator.of(shop).set(name, json).answers(400);
    }

    private static void set(String name, String text) {
        Operator.of(shop).set(name, "\"" + text + "\"").answers(200);
    }

    /// An answer that nobody has shown before.
    private static String fresh() {
        return "answer-" + UUID.randomUUID();
    }

    private static Reply answer(Shopper shopper, String answer) {
        return shopper.postForm("/users/pz-captcha/", "g-recaptcha-response=" + answer);
    }
}
