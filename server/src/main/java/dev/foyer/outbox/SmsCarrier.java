package dev.foyer.outbox;

import dev.foyer.dynamic.DynamicSettings;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/// Delivers SMS through the gateways in use, in their order: where one fails, is slow or rests, the
/// next is tried. A gateway that keeps failing rests for a while (circuit breaker), so that it does
/// not hold up every message. Safe for use by many threads.
public final class SmsCarrier implements Carrier {
    private final DynamicSettings settings;
    private final Carrier withoutGateway;
    private final GatewayClient client = new GatewayClient();
    private final CircuitBreakerRegistry breakers;

    /// @param withoutGateway takes the messages while no gateway is in use
    public SmsCarrier(DynamicSettings settings, Carrier withoutGateway, InstantSource clock) {
        this.settings = settings;
        this.withoutGateway = withoutGateway;
        this.breakers = CircuitBreakerRegistry.of(breaker(clock));
    }

    @Override
    public Outcome carry(Parcel parcel) {
        var inUse = settings.get(SmsSettings.SMS_GATEWAY);
        return inUse.isEmpty()
                ? withoutGateway.carry(parcel)
                : carry(parcel, inUse, this::sendUnlessItRests);
    }

    /// Carries through these gateways, whichever are in use, and also through one that rests:
    /// whoever has just mended it wants to know.
    Outcome test(Parcel parcel, List<String> names) {
        return carry(parcel, names, client::send);
    }

    private Outcome carry(
            Parcel parcel, List<String> names, BiFunction<Gateway, Parcel, String> way) {
        var failures = new ArrayList<String>();
        for (var gateway : settings.get(SmsSettings.SMS_GATEWAYS).named(names)) {
            var failure = way.apply(gateway, parcel);
            if (failure.isEmpty()) {
                return new Outcome.Delivered();
            }
            failures.add(gateway.name() + " " + failure);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return new Outcome.Failed(String.join("; ", failures));
    }

    private String sendUnlessItRests(Gateway gateway, Parcel parcel) {
        var breaker = breakers.circuitBreaker(gateway.name());
        if (!breaker.tryAcquirePermission()) {
            return "rests after failures";
        }
        long start = System.nanoTime();
        var failure = client.send(gateway, parcel);
        long took = System.nanoTime() - start;
        if (Thread.currentThread().isInterrupted()) {
            breaker.releasePermission();
        } else if (failure.isEmpty()) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException(failure));
        }
        return failure;
    }

    private static CircuitBreakerConfig breaker(InstantSource clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(10, 5, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build();
    }
}
