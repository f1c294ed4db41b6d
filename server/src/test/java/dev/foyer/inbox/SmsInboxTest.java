package dev.foyer.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// SMS in the development inbox.
class SmsInboxTest {
    @RegisterExtension
    static final Shop shop = Shop.open().with("REST_REGISTER_VIEW", "RegisterSMSOtpView");

    @Test
    void the_page_shows_the_code_big_beside_the_text() throws Exception {
        var code = codeTo("+905550000001");

        var page = Shopper.stranger(shop).get("/dev/inbox/").answers(200).text();

        assertThat(page)
                .contains("<p class=\"code\">" + code + "</p>")
                .contains(code + " is your code for Foyer.")
                .contains("sms → +905550000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+905550000003",
                "05550000003",
                "5550000003",
                "0555 000 00 03",
                "(0555) 000-00-03",
                "+90 555 000 00 03",
                "00905550000003",
                " 905550000003",
            })
    void a_phone_is_found_in_any_spelling(String spelling) throws Exception {
        if (PhoneBox.of(shop, "+905550000003").texts().isEmpty()) {
            codeTo("+905550000003");
        }

        var reply =
                Shopper.stranger(shop)
                        .get(
                                "/dev/inbox/messages/?to="
                                        + URLEncoder.encode(spelling, StandardCharsets.UTF_8))
                        .answers(200)
                        .shows("count", 1);
        var message = reply.json().get("results").get(0);
        assertThat(message.get("channel").asString()).isEqualTo("sms");
        assertThat(message.get("to").asString()).isEqualTo("+905550000003");
        assertThat(message.get("subject").asString()).isEmpty();
        assertThat(message.get("html").asString()).isEmpty();
        assertThat(message.propertyNames())
                .containsExactly("id", "channel", "to", "subject", "text", "html", "created");
    }

    @Test
    void another_phone_finds_nothing() {
        for (var to : new String[] {"%2B905559999999", "555", "nobody"}) {
            Shopper.stranger(shop).get("/dev/inbox/messages/?to=" + to).shows("count", 0);
        }
    }

    private static String codeTo(String phone) throws InterruptedException {
        Shopper.guest(shop).post("/users/registration/", form(phone).json()).answers(202);
        return PhoneBox.of(shop, phone).code();
    }

    private static Person form(String phone) {
        return Person.named("Ayşe", "Yılmaz")
                .withEmail("p" + phone.substring(1) + "@example.com")
                .with("phone", '"' + phone + '"');
    }
}
