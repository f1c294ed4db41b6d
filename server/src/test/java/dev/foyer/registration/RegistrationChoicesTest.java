package dev.foyer.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a guest chose between the steps of a registration by SMS.
class RegistrationChoicesTest {
    @RegisterExtension static final Shop shop = SmsForms.shop("RegisterSMSOtp");

    @Test
    void a_choice_between_the_two_steps_costs_neither_the_code_nor_itself() throws Exception {
        var who = SmsForms.newcomer();
        var guest = Shopper.guest(shop);
        guest.post(SmsForms.PATH, who.form().json()).answers(202);

        guest.post("/users/activate-currency/", "{\"currency_code\": \"USD\"}").answers(204);
        guest.post("/users/city/", "{\"city\": \"van\"}").answers(200);
        var code = PhoneBox.of(shop, who.local()).code();
        guest.post(SmsForms.PATH, who.with(code)).answers(201);

        guest.get("/users/session/")
                .shows("signed_in", true)
                .shows("currency", "USD")
                .shows("city", "Van");
    }

    @Test
    void the_sms_speaks_the_language_that_the_guest_chose() throws Exception {
        var who = SmsForms.newcomer();
        var guest = Shopper.guest(shop);
        guest.post("/i18n/setlang/", "{\"language\": \"tr\"}").answers(204);
        guest.post(SmsForms.PATH, who.form().json()).answers(202).shows("language_code", "tr-tr");
        assertThat(PhoneBox.of(shop, who.local()).text(1)).contains("doğrulama kodunuz");
    }
}
