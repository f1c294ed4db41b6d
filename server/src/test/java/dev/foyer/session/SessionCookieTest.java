package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The session cookie as printed in the source (contract 0.1.6, A.3, A.4).
class SessionCookieTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @RegisterExtension static final Shop proxied = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1");

    @RegisterExtension
    static final Shop renamed =
            Shop.open()
                    .with("SESSION_COOKIE_NAME", "lobby_sid")
                    .with("SESSION_COOKIE_SECURE", "true")
                    .with("CSRF_COOKIE_SECURE", "true");

    @RegisterExtension
    static final Shop neverSecure =
            Shop.open()
                    .with("TRUSTED_PROXIES", "127.0.0.1")
                    .with("SESSION_COOKIE_SECURE", "false")
                    .with("CSRF_COOKIE_SECURE", "false");

    private static final String LAX = "httponly; Max-Age=1209600; Path=/; SameSite=Lax";
    private static final String NONE = "httponly; Max-Age=1209600; Path=/; SameSite=None; Secure";

    @Test
    void over_plain_http_the_cookies_are_printed_without_secure() {
        shop.clock().stop();
        var reply = signIn(shop, "plain@example.com", "http");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.setCookies().getFirst())
                .matches(
                        "csrftoken=[A-Za-z0-9]{64}; "
                                + in(shop, 364)
                                + "; Max-Age=31449600; Path=/");
        assertThat(reply.setCookies().getLast())
                .matches("osessionid=[a-z0-9]{32}; " + in(shop, 14) + "; " + LAX);
    }

    @Test
    void over_https_the_cookies_are_printed_as_in_the_source() {
        proxied.clock().stop();
        var reply = signIn(proxied, "https@example.com", "https");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.setCookies().getFirst())
                .matches(
                        "csrftoken=[A-Za-z0-9]{64}; "
                                + in(proxied, 364)
                                + "; Max-Age=31449600; Path=/; Secure");
        assertThat(reply.setCookies().getLast())
                .matches("osessionid=[a-z0-9]{32}; " + in(proxied, 14) + "; " + NONE);
    }

    @Test
    void a_proxy_that_speaks_http_to_the_client_gets_plain_cookies() {
        assertThat(signIn(proxied, "http@example.com", "http").setCookie("osessionid"))
                .endsWith("; " + LAX);
    }

    @Test
    void a_stranger_cannot_say_that_he_speaks_https() {
        var reply = signIn(shop, "liar@example.com", "https");
        assertThat(reply.setCookie("osessionid")).endsWith("; " + LAX);
        assertThat(reply.setCookie("csrftoken")).endsWith("; Path=/");
    }

    @Test
    void the_settings_may_demand_secure_or_never_send_it() {
        var demanded = signIn(renamed, "demanded@example.com", "http");
        assertThat(demanded.setCookie("lobby_sid")).endsWith("; " + NONE);
        assertThat(demanded.setCookie("csrftoken")).endsWith("; Path=/; Secure");

        var never = signIn(neverSecure, "never@example.com", "https");
        assertThat(never.setCookie("osessionid")).endsWith("; " + LAX);
        assertThat(never.setCookie("csrftoken")).endsWith("; Path=/");
    }

    @Test
    void signing_out_expires_the_cookie_under_the_same_attributes() {
        var ayse = Shopper.signedIn(shop, "out@example.com");
        assertThat(ayse.post("/users/logout/").answers(200).setCookie("osessionid"))
                .isEqualTo(
                        "osessionid=; expires=Thu, 01-Jan-1970 00:00:00 GMT; httponly; Max-Age=0;"
                                + " Path=/; SameSite=Lax");
        var secure =
                Shopper.signedIn(proxied, "out@example.com").with("X-Forwarded-Proto", "https");
        assertThat(secure.post("/users/logout/").answers(200).setCookie("osessionid"))
                .isEqualTo(
                        "osessionid=; expires=Thu, 01-Jan-1970 00:00:00 GMT; httponly; Max-Age=0;"
                                + " Path=/; SameSite=None; Secure");
    }

    @Test
    void no_answer_sets_a_cookie_twice() {
        var form = Person.named("Ece", "Kaya").withEmail("once@example.com").json();
        var ece = Shopper.stranger(shop);
        var replies =
                List.of(
                        ece.get("/csrf_token/").answers(200),
                        ece.post("/users/registration/", form).answers(201),
                        ece.login("once@example.com").answers(200),
                        ece.get("/csrf_token/").answers(200),
                        ece.post("/users/logout/").answers(200),
                        ece.get("/current_user/").answers(401));
        for (var reply : replies) {
            assertThat(reply.setCookies().stream().map(line -> line.split("=", 2)[0]))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_renamed_cookie_does_all_that_the_standard_one_does() {
        var ayse = Shopper.signedIn(renamed, "renamed@example.com");
        assertThat(ayse.cookie("lobby_sid")).matches("[a-z0-9]{32}");
        assertThat(ayse.cookie("osessionid")).isEmpty();

        ayse.get("/current_user/").answers(200);
        ayse.post("/users/logout/").answers(200);
        ayse.get("/current_user/").answers(401);
    }

    @Test
    void sessionid_is_read_where_the_configured_cookie_is_absent() {
        var id = Shopper.signedIn(shop, "fallback@example.com").cookie("osessionid");
        Shopper.stranger(shop).holding("sessionid", id).get("/current_user/").answers(200);

        var other = Shopper.signedIn(renamed, "fallback@example.com").cookie("lobby_sid");
        Shopper.stranger(renamed).holding("sessionid", other).get("/current_user/").answers(200);
        Shopper.stranger(renamed).holding("osessionid", other).get("/current_user/").answers(401);
    }

    @Test
    void sessionid_is_not_read_beside_the_configured_cookie() {
        var ayse = Shopper.signedIn(shop, "beside@example.com").cookie("osessionid");
        var guest = Shopper.guest(shop).cookie("osessionid");

        Shopper.stranger(shop)
                .holding("sessionid", ayse)
                .holding("osessionid", guest)
                .get("/current_user/")
                .answers(401);
        Shopper.stranger(shop)
                .holding("sessionid", guest)
                .holding("osessionid", ayse)
                .get("/current_user/")
                .answers(200);
        Shopper.stranger(shop)
                .with("Cookie", "osessionid=; sessionid=" + ayse)
                .get("/current_user/")
                .answers(401);
    }

    @Test
    void stray_cookies_are_ignored() {
        var id = Shopper.signedIn(shop, "stray@example.com").cookie("osessionid");
        for (var line :
                List.of(
                        "a; osessionid=%s",
                        "=; ;;osessionid=%s;",
                        "xosessionid=1; osessionid_=2; osessionid=%s",
                        "osessionid=\"%s\"",
                        "a=\"x; y\"; osessionid=%s",
                        "_ga=GA1.2.3.4; theme={\"a\":1}; osessionid=%s; ü=ö")) {
            Shopper.stranger(shop)
                    .with("Cookie", line.formatted(id))
                    .get("/current_user/")
                    .answers(200);
        }
    }

    private static Reply signIn(Shop where, String email, String scheme) {
        Shopper.signedIn(where, email);
        return Shopper.guest(where).with("X-Forwarded-Proto", scheme).login(email).answers(200);
    }

    /// The date of a cookie that lives for so many days from now on.
    private static String in(Shop where, int days) {
        return "expires="
                + DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                        .format(
                                where.clock()
                                        .instant()
                                        .plus(Duration.ofDays(days))
                                        .atOffset(ZoneOffset.UTC));
    }
}
