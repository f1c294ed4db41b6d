package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.registration.RegisterView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `REST_REGISTER_VIEW` and `REST_AUTH_REGISTER_SERIALIZERS` (contract B.1.5, 0.2.4).
class RegisterViewConfigurationTest {
    private static final String VIEW = "REST_REGISTER_VIEW";
    private static final String SERIALIZERS = "REST_AUTH_REGISTER_SERIALIZERS";

    @Test
    void without_either_there_is_no_code() {
        assertThat(Shop.configuration(Map.of()).registerView()).isEqualTo(RegisterView.REDIRECT);
    }

    @ParameterizedTest
    @CsvSource({
        "omnishop.users.views.RegisterSMSOtpView, SMS_OTP",
        "RegisterSMSOtpView, SMS_OTP",
        "omnishop.users.views.RegisterKvkkView, KVKK",
        "a.b.c.d.RegisterKvkkView, KVKK",
        "RegisterRedirectView, REDIRECT",
    })
    void the_last_dotted_part_decides(String path, RegisterView view) {
        assertThat(Shop.configuration(Map.of(VIEW, path)).registerView()).isEqualTo(view);
    }

    @ParameterizedTest
    @CsvSource({
        "RegisterSMSOtpView, omnishop.users.resources.serializers.RegisterSMSOtpSerializer, SMS_OTP",
        "RegisterSMSOtpView, RegisterSMSOtpSerializer, SMS_OTP",
        "omnishop.users.views.RegisterKvkkView, x.RegisterKvkkSerializer, KVKK",
        "RegisterRedirectView, RegisterSerializer, REDIRECT",
    })
    void the_serializer_of_the_view_may_stand_beside_it(
            String path, String serializer, RegisterView view) {
        var configuration =
                Shop.configuration(
                        Map.of(
                                VIEW,
                                path,
                                SERIALIZERS,
                                "{\"REGISTER_SERIALIZER\": \"" + serializer + "\"}"));

        assertThat(configuration.registerView()).isEqualTo(view);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "omnishop.users.views.RegisterSmsOtpView",
                "RegisterSMSOtpView.RegisterView",
                "RegisterSMSOtpSerializer",
                "UserRegisterWithLoyaltyCardViewSet",
                "RegisterSMSOtpView.",
            })
    void an_unknown_view_is_refused_with_those_that_are_known(String path) {
        assertThat(complaints(Map.of(VIEW, path)))
                .containsExactly(
                        "REST_REGISTER_VIEW="
                                + path
                                + ": expected one of RegisterRedirectView, RegisterSMSOtpView, RegisterKvkkView");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"REGISTER_SERIALIZER\": \"x.MySerializer\"}",
                "{\"REGISTER_SERIALIZER\": 7}",
                "{\"REGISTER_SERIALIZER\": {}}",
                "{}",
                "[]",
                "RegisterSMSOtpSerializer",
                "{broken",
            })
    void an_unknown_serializer_is_refused_likewise(String json) {
        assertThat(complaints(Map.of(VIEW, "RegisterSMSOtpView", SERIALIZERS, json)))
                .containsExactly(
                        "REST_AUTH_REGISTER_SERIALIZERS="
                                + json
                                + ": expected {\"REGISTER_SERIALIZER\": \"…\"} with one of RegisterSerializer,"
                                + " RegisterSMSOtpSerializer, RegisterKvkkSerializer");
    }

    @Test
    void a_serializer_of_another_view_is_refused() {
        var kvkk = "{\"REGISTER_SERIALIZER\": \"a.RegisterKvkkSerializer\"}";

        assertThat(complaints(Map.of(VIEW, "RegisterSMSOtpView", SERIALIZERS, kvkk)))
                .containsExactly(
                        "REST_AUTH_REGISTER_SERIALIZERS=RegisterKvkkSerializer: does not go with"
                                + " RegisterSMSOtpView");
        assertThat(complaints(Map.of(SERIALIZERS, kvkk)))
                .as("without a view the default one counts")
                .containsExactly(
                        "REST_AUTH_REGISTER_SERIALIZERS=RegisterKvkkSerializer: does not go with"
                                + " RegisterRedirectView");
    }

    private static List<String> complaints(Map<String, String> environment) {
        var complaints = new Complaints();
        Configuration.read(new Environment(new HashMap<>(environment), complaints));
        return complaints.lines();
    }
}
