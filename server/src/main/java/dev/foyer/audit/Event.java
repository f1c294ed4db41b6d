package dev.foyer.audit;

import dev.foyer.web.Request;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Something that happened. Immutable.
///
/// @param customerId to whom; empty where it is about the shop
/// @param requestId as told in `X-Request-ID`
/// @param address from which network it came; kept beside the event, and not for as long
/// @param details a few words that tell nothing of anybody: they outlive an erasure, and stand in
///   the log
public record Event(
        Kind kind,
        Actor actor,
        Optional<Long> customerId,
        Optional<String> requestId,
        Optional<String> address,
        Map<String, String> details) {
    /// Who did it.
    public enum Actor {
        /// Whoever asked in her name.
        CUSTOMER,
        OPERATOR,
        SERVICE,
        /// The server by itself.
        SYSTEM;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Something that a customer did.
    public static Event byCustomer(Kind kind, long customerId, Request request) {
        return of(kind, Actor.CUSTOMER, Optional.of(customerId), request);
    }

    /// Something that an operator did to a customer.
    public static Event byOperator(Kind kind, long customerId, Request request) {
        return of(kind, Actor.OPERATOR, Optional.of(customerId), request);
    }

    /// Something that an operator did to the shop.
    public static Event byOperator(Kind kind, Request request) {
        return of(kind, Actor.OPERATOR, Optional.empty(), request);
    }

    /// Something that a service did, by its name.
    public static Event byService(
            Kind kind, long customerId, String service, Optional<String> requestId) {
        return new Event(
                kind,
                Actor.SERVICE,
                Optional.of(customerId),
                requestId,
                Optional.empty(),
                Map.of("service", service));
    }

    /// Something that the server did to a customer by itself.
    public static Event bySystem(Kind kind, long customerId) {
        return new Event(
                kind,
                Actor.SYSTEM,
                Optional.of(customerId),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /// This event with one more detail.
    public Event with(String name, String value) {
        var more = new TreeMap<>(details);
        more.put(name, value);
        return new Event(kind, actor, customerId, requestId, address, more);
    }

    /// This event without the network from which it came.
    public Event withoutAddress() {
        return new Event(kind, actor, customerId, requestId, Optional.empty(), details);
    }

    private static Event of(Kind kind, Actor actor, Optional<Long> customerId, Request request) {
        return new Event(
                kind,
                actor,
                customerId,
                Optional.of(request.id()),
                Optional.of(request.client().addressText()),
                Map.of());
    }

    /// Whose network it was, as far as that is a customer's.
    Optional<Long> addressOwner() {
        return actor == Actor.CUSTOMER ? customerId : Optional.empty();
    }

    /// As it stands in the log: `signed_in customer=7 actor=customer`.
    @Override
    public String toString() {
        var line = new StringBuilder(kind.label());
        customerId.ifPresent(id -> line.append(" customer=").append(id));
        line.append(" actor=").append(actor.label());
        details.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }
}
