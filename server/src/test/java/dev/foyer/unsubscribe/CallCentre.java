package dev.foyer.unsubscribe;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A service that calls a hook, and what it knows: its name and its secret.
record CallCentre(Shop shop, String path, String name, String secret) {
    static final String KVKK = "/users/hooks/kvkk-unsubscribe-user/";
    static final String OTHER = "/users/hooks/unsubscribe-user/";
    static final String MISMATCH = "{\"non_field_errors\": [\"Hash mismatch error\"]}";
    static final String TIME_GAP = "{\"non_field_errors\": [\"Time gap error\"]}";

    private static final String NOBODY = "{\"email\": \"nobody@example.com\"}";

    /// No two calls are of the same time, unless a test says so.
    private static final AtomicLong CALLS = new AtomicLong();

    /// A service of the gateway `kvkk` that the operator has added.
    static CallCentre kvkk(Shop shop, String name, String secret) {
        add(shop, name, "kvkk", secret, "");
        return new CallCentre(shop, KVKK, name, secret);
    }

    /// A service of the gateway `default` that the operator has added.
    static CallCentre other(Shop shop, String name, String secret) {
        add(shop, name, "default", secret, "");
        return new CallCentre(shop, OTHER, name, secret);
    }

    /// @param more further fields, with a comma before them
    static void add(Shop shop, String name, String gateway, String secret, String more) {
        Operator.of(shop)
                .send(
                        "POST",
                        "/api/services/",
                        "{\"name\": \"%s\", \"gateway\": \"%s\", \"secret\": \"%s\"%s}"
                                .formatted(name, gateway, secret, more))
                .answers(200);
    }

    /// This one on another node.
    CallCentre at(Shop node) {
        return new CallCentre(node, path, name, secret);
    }

    /// This one with something else for a secret.
    CallCentre knowing(String other) {
        return new CallCentre(shop, path, name, other);
    }

    /// A time now, another one for each call.
    String now() {
        return shop.clock().instant().minus(CALLS.incrementAndGet(), ChronoUnit.MICROS).toString();
    }

    /// Calls about somebody.
    ///
    /// @param who such as `"email": "ayse@example.com"`
    Reply withdraw(String who) {
        return call("{" + who + ", \"email_allowed\": false, \"sms_allowed\": false}");
    }

    /// Calls about these people, in JSON, separated by commas.
    Reply call(String people) {
        return send("PATCH", body(people, now()));
    }

    /// It may call: here about nobody.
    void works() {
        call(NOBODY).answers(200).says("{}");
    }

    /// It may not call.
    void fails() {
        call(NOBODY).answers(400).says(MISMATCH);
    }

    /// The body about these people, with the hash over the time as it is written.
    String body(String people, String time) {
        return body(people, time, Sha256.of(secret + time).hex());
    }

    String body(String people, String time, String hash) {
        return """
        {"service_name": "%s", "hash_value": "%s", "request_datetime": "%s",
         "unsubscribed_users": [%s]}
        """
                .formatted(name, hash, time, people);
    }

    Reply send(String method, String body) {
        return send(method, body, "application/json");
    }

    Reply send(String method, String body, String type) {
        return Shopper.stranger(shop)
                .send(method, path, body.getBytes(StandardCharsets.UTF_8), type);
    }

    @Override
    public String toString() {
        return name;
    }
}
