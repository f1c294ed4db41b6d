package dev.foyer.fuzz;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What each route is given: the names in its query, and the fields of its body with sound values.
/// A route that is not here fails a test, so that no new one is forgotten.
final class Recipes {
    private static final String LINK = "? confirm";
    private static final String ADDRESS =
            "title=\"Ev\" first_name=\"Ece\" last_name=\"Ak\" email=EMAIL phone_number=PHONE country=1"
                    + " city=34 township=1 district=1 line=\"Moda_Cad._7\" postcode=\"34710\""
                    + " is_corporate=true company_name=\"A\" tax_office=\"B\" tax_no=\"1234567890\""
                    + " identity_number=\"10000000146\" e_bill_taxpayer=true notes=\"x\""
                    + " extra_field={\"a\":1}";
    private static final String PROFILE =
            "first_name=\"Ece\" last_name=\"Ak\" email=EMAIL username=\"ece\" phone=PHONE code=\"123456\""
                    + " resend=false gender=\"female\" date_of_birth=\"1990-02-28\" email_allowed=true"
                    + " sms_allowed=\"on\" call_allowed=0 whatsapp_allowed=true language_code=\"tr-tr\""
                    + " attributes={\"a\":[1]} avatar=null password=PASSWORD confirm=true"
                    + " user_type=\"registered\"";
    private static final String HOOK =
            "service_name=\"callcentre\" hash_value=\"00\" request_datetime=\"2026-01-01T00:00:00Z\""
                    + " unsubscribed_users=[{\"email\":\"a@b.test\",\"email_allowed\":false}]";

    private static final String CAPTCHA =
            "g-recaptcha-response=\"x\" foyer-captcha-response=\"a.b.c\" csrfmiddlewaretoken=\"x\"";

    /// After a question mark the names of a query, then fields as `name=value`; values hold no
    /// blanks.
    private static final Map<String, String> RECIPES =
            Map.ofEntries(
                    // The shop's port.
                    Map.entry("/", "? a"),
                    Map.entry("/csrf_token/", "? next"),
                    Map.entry("/current_user/", "? a"),
                    Map.entry("/users/registration/", "? next ; " + PROFILE),
                    Map.entry("/users/login/", "? next ; email=EMAIL password=PASSWORD"),
                    Map.entry("/users/logout/", "? next ; csrfmiddlewaretoken=\"x\""),
                    Map.entry("/users/login/pass/<key>/", "? next ; csrfmiddlewaretoken=\"x\""),
                    Map.entry("/users/captcha/", "? next ; " + CAPTCHA),
                    Map.entry("/users/pz-captcha/", "? next ; " + CAPTCHA),
                    Map.entry("/users/otp-login/", "? next ; phone=PHONE code=\"123456\""),
                    Map.entry("/users/registration/account-confirm-email/<key>/", LINK),
                    Map.entry("/users/registration/verify-email/", "key=\"abc\""),
                    Map.entry("/users/registration/resend-email/", "email=EMAIL"),
                    Map.entry("/users/emails/", "? all ; email=EMAIL"),
                    Map.entry("/users/emails/<id>/", "? a"),
                    Map.entry("/users/email-change/", "email=EMAIL password=PASSWORD"),
                    Map.entry("/users/email-verify/<signed_email>/<user_id_key>/", LINK),
                    Map.entry("/users/email-set-primary/<signed_email>/<user_id_key>/", LINK),
                    Map.entry("/users/email-objection/<signed_email>/<user_id_key>/", LINK),
                    Map.entry("/users/password/set/", "new_password=PASSWORD password=PASSWORD"),
                    Map.entry(
                            "/users/password/change/",
                            "old_password=PASSWORD new_password1=PASSWORD new_password2=PASSWORD"),
                    Map.entry("/users/password/reset/", "email=EMAIL frontend_id=\"1\""),
                    Map.entry("/users/password/rules/", "? a"),
                    Map.entry(
                            "/users/reset/<uidb64>/<token>/",
                            "? a ; uid=\"MQ\" token=\"x\" new_password1=PASSWORD new_password2=PASSWORD"),
                    Map.entry("/users/anonymize/", "password=PASSWORD"),
                    Map.entry("/users/export/", "? a ; password=PASSWORD"),
                    Map.entry("/users/activate-currency/", "currency=\"try\""),
                    Map.entry("/users/city/", "city=34"),
                    Map.entry("/users/session/", "? a"),
                    Map.entry("/i18n/setlang/", "? next ; language=\"tr\" next=\"/a\""),
                    Map.entry("/users/sessions/", "? page limit"),
                    Map.entry("/users/sessions/<id>/", "? a"),
                    Map.entry("/users/sessions/end-others/", "password=PASSWORD"),
                    Map.entry("/address/", "? page limit page_size ; " + ADDRESS),
                    Map.entry("/address/<pk>/", ADDRESS),
                    Map.entry("/address/detailed/", "? page limit page_size"),
                    Map.entry("/address/country/", "? page limit is_active"),
                    Map.entry("/address/city/", "? country page limit"),
                    Map.entry("/address/township/", "? city page limit"),
                    Map.entry("/address/district/", "? township page limit"),
                    Map.entry("/users/hooks/kvkk-unsubscribe-user/", HOOK),
                    Map.entry("/users/hooks/unsubscribe-user/", HOOK),
                    Map.entry("/users/profile/", PROFILE),
                    Map.entry("/users/user/", "? a"),
                    Map.entry("/users/avatar/<token>/", "? a"),
                    Map.entry("/dev/inbox/", "? to channel page"),
                    Map.entry("/dev/inbox/messages/", "? to channel page limit"),
                    // The management port.
                    Map.entry("/health/live", "? a"),
                    Map.entry("/health/ready", "? a"),
                    Map.entry("/metrics", "? a"),
                    Map.entry("/api/openapi.json", "? a"),
                    Map.entry("/api/settings/", "? a"),
                    Map.entry("/api/settings/<name>/", "value=1"),
                    Map.entry("/api/outbox/", "? state page limit channel"),
                    Map.entry("/api/outbox/<id>/", "? a"),
                    Map.entry("/api/outbox/<id>/retry/", "? a"),
                    Map.entry("/api/sms/test/", "phone=PHONE gateway=\"x\""),
                    Map.entry("/api/consents/verify/", "? cursor most"),
                    Map.entry("/api/consents/checkpoints/", "? a"),
                    Map.entry("/api/consents/checkpoints/<id>/", "? a"),
                    Map.entry("/api/consents/history/", "? customer email most after"),
                    Map.entry("/api/consents/history/page/", "? customer email lang"),
                    Map.entry("/api/customers/<id>/export/", "? a"),
                    Map.entry("/api/customers/<id>/erase/", "confirm=true"),
                    Map.entry("/api/customers/<id>/certificate/", "? a"),
                    Map.entry("/api/services/", "name=\"a\" requires_signature=true skew=300"),
                    Map.entry("/api/services/<name>/", "? a"),
                    Map.entry("/api/services/<name>/rotate/", "overlap=300"),
                    Map.entry(
                            "/api/customers/",
                            "? q most after full ; email=EMAIL first_name=\"A\" last_name=\"B\""
                                    + " verified=true password=PASSWORD phone=PHONE language=\"tr\""),
                    Map.entry("/api/customers/<id>/", "? full"),
                    Map.entry("/api/customers/<id>/sessions/", "? most"),
                    Map.entry("/api/customers/<id>/events/", "? most before full"),
                    Map.entry("/api/customers/<id>/end-sessions/", "? a"),
                    Map.entry("/api/customers/<id>/deactivate/", "? a"),
                    Map.entry("/api/customers/<id>/activate/", "? a"),
                    Map.entry(
                            "/api/customers/import/",
                            "records=[{\"email\":\"a@b.test\",\"attributes\":{}}] dry_run=true"),
                    Map.entry("/api/customers/export/", "? after most hashes limit"));

    private Recipes() {}

    /// @param fields with sound values as JSON, or one of `EMAIL`, `PHONE`, `PASSWORD`
    record Recipe(List<String> query, Map<String, String> fields) {
        Recipe {
            query = List.copyOf(query);
            fields = Map.copyOf(fields);
        }
    }

    static java.util.Set<String> patterns() {
        return RECIPES.keySet();
    }

    static Recipe of(String pattern) {
        var text = RECIPES.get(pattern);
        if (text == null) {
            throw new IllegalArgumentException("no recipe for " + pattern);
        }
        var parts =
                text.startsWith("?") ? text.substring(1).split(";", 2) : new String[] {"", text};
        var fields =
                words(parts.length > 1 ? parts[1] : "").stream()
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Recipe(words(parts[0]), fields);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
    }
}
