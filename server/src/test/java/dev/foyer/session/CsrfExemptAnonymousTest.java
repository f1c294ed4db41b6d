package dev.foyer.session;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `CSRF_EXEMPT_ANONYMOUS=true` (contract 0.1.5 a): only whom nobody can act for needs no token.
class CsrfExemptAnonymousTest {
    @RegisterExtension static final Shop shop = Shop.open().with("CSRF_EXEMPT_ANONYMOUS", "true");

    private static final String WRONG =
            "{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}";

    @Test
    void a_guest_needs_no_token() {
        Shopper.signedIn(shop, "exempt.a@example.com");
        Shopper.stranger(shop).login("exempt.a@example.com").answers(200);
    }

    @Test
    void who_is_signed_in_needs_one_everywhere() {
        var ayse = Shopper.signedIn(shop, "exempt.b@example.com").withoutToken();
        ayse.post("/users/logout/").answers(403).says(WRONG);
        ayse.login("exempt.b@example.com").answers(403).says(WRONG);
        ayse.post("/users/registration/", "{}").answers(403).says(WRONG);
        ayse.get("/current_user/").answers(200);
    }

    @Test
    void tokens_stay_bound_to_the_session() {
        var guestToken = Shopper.guest(shop).cookie("csrftoken");
        Shopper.signedIn(shop, "exempt.c@example.com")
                .holding("csrftoken", guestToken)
                .post("/users/logout/")
                .answers(403)
                .says(WRONG);
    }

    @Test
    void nothing_else_of_the_published_storefront_is_granted() {
        Shopper.stranger(shop).post("/users/logout/").answers(401);
        Shopper.stranger(shop)
                .with("Origin", "https://evil.example")
                .login("nobody@example.com")
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: Origin checking failed.\"}");
        Shopper.stranger(shop)
                .with("Sec-Fetch-Site", "cross-site")
                .login("nobody@example.com")
                .answers(403);
    }
}
