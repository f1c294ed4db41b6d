package dev.foyer.consent;

/// What a customer can allow or withdraw.
public enum Subject {
    EMAIL("email_allowed"),
    SMS("sms_allowed"),
    CALL("call_allowed"),
    WHATSAPP("whatsapp_allowed"),
    /// The privacy text, confirmed at registration.
    PRIVACY("confirm");

    private final String field;

    Subject(String field) {
        this.field = field;
    }

    /// The contract's name of it in bodies.
    public String field() {
        return field;
    }
}
