package dev.foyer.registration;

import java.util.Optional;

/// The registration flows that a shop may choose (`REST_REGISTER_VIEW`, contract 0.2.4).
public enum RegisterView {
    /// No code; the default.
    REDIRECT("RegisterRedirectView", "RegisterSerializer"),
    /// A phone is required, and a code always.
    SMS_OTP("RegisterSMSOtpView", "RegisterSMSOtpSerializer"),
    /// A code only where a phone is given.
    KVKK("RegisterKvkkView", "RegisterKvkkSerializer");

    private final String view;
    private final String serializer;

    RegisterView(String view, String serializer) {
        this.view = view;
        this.serializer = serializer;
    }

    /// The documented name, the last part of a dotted path.
    public String view() {
        return view;
    }

    /// The name of the serializer that goes with it.
    public String serializer() {
        return serializer;
    }

    boolean requiresPhone() {
        return this == SMS_OTP;
    }

    boolean requiresCode(Optional<?> phone) {
        return this == SMS_OTP || (this == KVKK && phone.isPresent());
    }
}
