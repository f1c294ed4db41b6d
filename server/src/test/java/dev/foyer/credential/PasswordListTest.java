package dev.foyer.credential;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Validators that a shop lists itself, seen at the registration.
class PasswordListTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final Attempts ATTEMPTS = new Attempts(shop);

    @Test
    void a_shop_writes_its_own_list_as_django_does() {
        Operator.of(shop)
                .set(
                        "AUTH_PASSWORD_VALIDATORS",
                        """
                        [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                          "OPTIONS": {"min_length": 9}},
                         {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
                         "CommonPasswordValidator",
                         {"NAME": "shop.passwords.ContextWordsValidator", "OPTIONS": {"words": ["Kırmızı"]}}]
                        """)
                .answers(200);
        ATTEMPTS.refused("zq!8xKp5", Attempts.tooShort(9));
        ATTEMPTS.taken("zq!8xKp5.");
        ATTEMPTS.refused("83057629", Attempts.tooShort(9), Attempts.NUMERIC);
        ATTEMPTS.refused("istanbul34", Attempts.COMMON);
        ATTEMPTS.refused("kirmizi-2026", Attempts.CONTEXT);
        ATTEMPTS.taken("yılmaz-soyadım");
    }

    @Test
    void similarity_is_looked_for_where_and_how_far_the_shop_says() {
        Operator.of(shop)
                .set(
                        "AUTH_PASSWORD_VALIDATORS",
                        """
                        [{"NAME": "UserAttributeSimilarityValidator",
                          "OPTIONS": {"max_similarity": 0.9, "user_attributes": ["last_name"]}},
                         {"NAME": "CommonPasswordValidator", "OPTIONS": {"list": "short"}}]
                        """)
                .answers(200);
        ATTEMPTS.refused("yılmaz", "The password is too similar to the last name.");
        ATTEMPTS.taken("yılmaz12");
        ATTEMPTS.taken("Ayşe");
        ATTEMPTS.taken("istanbul34");
        ATTEMPTS.refused("sunshine", Attempts.COMMON);
    }
}
