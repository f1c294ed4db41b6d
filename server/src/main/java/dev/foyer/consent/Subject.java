package dev.foyer.consent;

/// What a customer can allow or withdraw.
public enum Subject {
    EMAIL(0, "email_allowed"),
    SMS(1, "sms_allowed"),
    CALL(2, "call_allowed"),
    WHATSAPP(3, "whatsapp_allowed"),
    /// The privacy text, confirmed at registration.
    PRIVACY(4, "confirm");

    private final int place;
    private final String field;

    /// @param place of its letter in a [Standing], which is stored: never to be changed
    Subject(int place, String field) {
        this.place = place;
        this.field = field;
    }

    int place() {
        return place;
    }

    /// The contract's name of it in bodies.
    public String field() {
        return field;
    }
}
