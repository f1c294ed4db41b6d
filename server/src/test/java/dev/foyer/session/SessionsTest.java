package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `/users/sessions/` (ours): customers see and end their sessions.
class SessionsTest {
    @RegisterExtension static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1/32");

    private static final String SESSIONS = "/users/sessions/";
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                    + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private static final String LAPTOP =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/126.0.0.0 Safari/537.36";

    @Test
    void she_sees_where_she_is_signed_in() {
        var laptop =
                Shopper.guest(shop).with("User-Agent", LAPTOP).with("X-Forwarded-For", "192.0.2.7");
        register(laptop, "seen@example.com");
        var phone =
                Shopper.guest(shop)
                        .with("User-Agent", PHONE)
                        .with("X-Forwarded-For", "2001:db8::7");
        phone.login("seen@example.com").answers(200);

        var all = laptop.get(SESSIONS).answers(200).has("Cache-Control", "no-store").json();

        assertThat(all).hasSize(2);
        assertThat(all.get(0).propertyNames())
                .containsExactly(
                        "id", "device", "network_address", "created", "last_seen", "current");
        assertThat(all.get(0).get("device").asString()).isEqualTo("Chrome on Windows");
        assertThat(all.get(0).get("network_address").asString()).isEqualTo("192.0.2.7");
        assertThat(all.get(0).get("current").asBoolean()).isTrue();
        assertThat(all.get(1).get("device").asString()).isEqualTo("Mobile Safari on iPhone");
        assertThat(all.get(1).get("network_address").asString()).isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(all.get(1).get("current").asBoolean()).isFalse();
        for (var time : List.of("created", "last_seen")) {
            assertThat(all.get(0).get(time).asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        }
        assertThat(ids(phone)).containsExactlyElementsOf(ids(laptop).reversed());
    }

    @Test
    void the_words_are_in_her_language() {
        var laptop = Shopper.guest(shop).with("User-Agent", LAPTOP).with("Accept-Language", "tr");
        register(laptop, "turkish@example.com");
        assertThat(laptop.get(SESSIONS).json().get(0).get("device").asString())
                .isEqualTo("Windows üzerinde Chrome");
        laptop.with("User-Agent", "x").login("turkish@example.com").answers(200);
        assertThat(laptop.get(SESSIONS).json().get(0).get("device").asString())
                .isEqualTo("Bilinmeyen cihaz");
    }

    @Test
    void neither_the_id_nor_its_hash_nor_the_key_is_told() {
        var ayse = Shopper.signedIn(shop, "secret@example.com");
        var key = ayse.login("secret@example.com").json().get("key").asString();
        var told = ayse.get(SESSIONS).text();
        var hashes =
                shop.database()
                        .read(
                                handle ->
                                        handle.createQuery(
                                                        """
                                                        select encode(id_hash, 'hex') || ' ' || encode(key_hash, 'hex')
                                                          from session
                                                        """)
                                                .mapTo(String.class)
                                                .list());
        assertThat(told).doesNotContain(ayse.cookie("osessionid"), key);
        for (var pair : hashes) {
            assertThat(told).doesNotContain(pair.split(" ", 2));
        }
        var id = ids(ayse).getFirst();
        Shopper.stranger(shop).holding("osessionid", id).get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + id)
                .get("/current_user/")
                .answers(401);
    }

    @Test
    void she_ends_another_session_and_its_key() {
        var here = Shopper.signedIn(shop, "end@example.com");
        var there = Shopper.guest(shop);
        var key = there.login("end@example.com").json().get("key").asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);
        app.get("/current_user/").answers(200);

        here.delete(SESSIONS + ids(here).get(1) + "/").answers(204).isEmpty();

        there.get("/current_user/").answers(401);
        app.get("/current_user/").answers(401);
        here.get("/current_user/").answers(200);
        assertThat(ids(here)).hasSize(1);
    }

    @Test
    void to_end_the_present_one_is_to_sign_out() {
        var here = Shopper.signedIn(shop, "here@example.com");
        var there = Shopper.guest(shop);
        there.login("here@example.com").answers(200);

        var gone = here.delete(SESSIONS + ids(here).getFirst()).answers(204);

        assertThat(gone.setCookie("osessionid")).contains("Max-Age=0;");
        here.get("/current_user/").answers(401);
        there.get("/current_user/").answers(200);
    }

    @Test
    void she_ends_all_others_at_once() {
        var here = Shopper.signedIn(shop, "others@example.com");
        var stranger = Shopper.signedIn(shop, "others.not@example.com");
        var others = new ArrayList<Shopper>();
        for (int i = 0; i < 3; i++) {
            var other = Shopper.guest(shop);
            other.login("others@example.com").answers(200);
            others.add(other);
        }

        here.post(SESSIONS + "end-others/").answers(200).says("{\"ended\": 3}");
        here.post(SESSIONS + "end-others/").answers(200).says("{\"ended\": 0}");

        others.forEach(other -> other.get("/current_user/").answers(401));
        here.get("/current_user/").answers(200);
        stranger.get("/current_user/").answers(200);
    }

    @Test
    void nobody_sees_or_ends_the_sessions_of_others() {
        var ayse = Shopper.signedIn(shop, "owner@example.com");
        var mallory = Shopper.signedIn(shop, "mallory@example.com");
        var id = ids(ayse).getFirst();

        assertThat(ids(mallory)).hasSize(1).doesNotContain(id);
        mallory.delete(SESSIONS + id + "/").answers(404).says("{\"detail\": \"Not found.\"}");
        ayse.get("/current_user/").answers(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "x",
                "00000000-0000-0000-0000-000000000000",
                "1-1-1-1-1",
                "%27%3B--",
                "%00"
            })
    void what_is_no_session_is_not_found(String id) {
        var ayse =
                Shopper.signedIn(shop, "no" + Integer.toHexString(id.hashCode()) + "@example.com");
        ayse.delete(SESSIONS + id + "/").answers(404).says("{\"detail\": \"Not found.\"}");
        ayse.get(SESSIONS + id + "/").answers(405);
        ayse.get("/current_user/").answers(200);
    }

    @Test
    void strangers_get_nothing_and_unsafe_requests_need_the_token() {
        var guest = Shopper.guest(shop);
        guest.get(SESSIONS).answers(401).has("WWW-Authenticate", "Token");
        guest.delete(SESSIONS + "00000000-0000-0000-0000-000000000000/").answers(401);
        guest.post(SESSIONS + "end-others/").answers(401);
        var ayse = Shopper.signedIn(shop, "csrf@example.com");
        var id = ids(ayse).getFirst();
        ayse.withoutToken();
        ayse.delete(SESSIONS + id + "/").answers(403);
        ayse.post(SESSIONS + "end-others/").answers(403);
        ayse.get(SESSIONS).answers(200);
    }

    @Test
    void an_app_counts_as_the_session_of_its_token() {
        var browser = Shopper.signedIn(shop, "app@example.com");
        var other = Shopper.guest(shop);
        var key = other.login("app@example.com").json().get("key").asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);

        assertThat(current(app)).isEqualTo(current(other)).isNotEqualTo(current(browser));
        app.post(SESSIONS + "end-others/").answers(200).says("{\"ended\": 1}");
        browser.get("/current_user/").answers(401);
        app.get("/current_user/").answers(200);
    }

    @Test
    void what_is_over_is_not_listed() {
        shop.clock().stop();
        var old = Shopper.signedIn(shop, "over@example.com");
        shop.clock().forward(Duration.ofDays(10));
        var young = Shopper.guest(shop);
        young.login("over@example.com").answers(200);
        assertThat(ids(young)).hasSize(2);
        var seen = young.get(SESSIONS).json().get(1).get("last_seen");

        Operator.of(shop).set("SESSION_COOKIE_AGE", "864000").answers(200);
        try {
            assertThat(ids(young)).hasSize(1);
        } finally {
            Operator.of(shop).unset("SESSION_COOKIE_AGE").answers(200);
        }
        assertThat(ids(young)).hasSize(2);
        old.get("/current_user/").answers(200);
        assertThat(young.get(SESSIONS).json().get(1).get("last_seen")).isNotEqualTo(seen);
        shop.clock().forward(Duration.ofDays(13));
        young.get("/current_user/").answers(200);
        shop.clock().forward(Duration.ofDays(1));
        assertThat(ids(young)).hasSize(1);
    }

    @Test
    void fifty_are_told_and_the_present_one_is_among_them() {
        shop.clock().stop();
        var first = Shopper.signedIn(shop, "fifty@example.com");
        for (int i = 0; i < 55; i++) {
            shop.clock().forward(Duration.ofSeconds(1));
            Shopper.guest(shop).login("fifty@example.com").answers(200);
        }
        var all = first.get(SESSIONS).answers(200).json();
        assertThat(all).hasSize(50);
        assertThat(all.get(0).get("current").asBoolean()).isTrue();
        first.post(SESSIONS + "end-others/").says("{\"ended\": 55}");
    }

    private static void register(Shopper shopper, String email) {
        shopper.post(
                        "/users/registration/",
                        dev.foyer.people.Person.named("Ayşe", "Yılmaz").withEmail(email).json())
                .answers(201);
    }

    private static List<String> ids(Shopper shopper) {
        return shopper.get(SESSIONS)
                .answers(200)
                .json()
                .valueStream()
                .map(session -> session.get("id").asString())
                .toList();
    }

    private static String current(Shopper shopper) {
        return shopper.get(SESSIONS)
                .json()
                .valueStream()
                .filter(session -> session.get("current").asBoolean())
                .map((JsonNode session) -> session.get("id").asString())
                .findFirst()
                .orElse("");
    }
}
