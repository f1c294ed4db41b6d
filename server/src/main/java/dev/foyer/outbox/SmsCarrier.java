package dev.foyer.outbox;

import dev.foyer.dynamic.DynamicSettings;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Delivers SMS through the gateways in use, in their order: where one fails, is slow or rests, the
/// next is tried. A gateway that keeps failing rests for a while (circuit breaker), so that it does
/// not hold up every message. Safe for use by many threads.
public final class SmsCarrier implements Carrier {
    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindow(10, 5, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(30))
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build();

    private final DynamicSettings settings;
    private final Carrier withoutGateway;
    private final GatewayClient client = new GatewayClient();
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(BREAKER);

    /// @param withoutGateway takes the messages while no gateway is in use
    public SmsCarrier(DynamicSettings settings, Carrier withoutGateway) {
        this.settings = settings;
        this.withoutGateway = withoutGateway;
    }

    @Override
    public Outcome carry(Parcel parcel) {
        var inUse = settings.get(SmsSettings.SMS_GATEWAY);
        return inUse.isEmpty() ? withoutGateway.carry(parcel) : carry(parcel, inUse);
    }

    /// Carries through these gateways, whichever are in use.
    public Outcome carry(Parcel parcel, List<String> names) {
        var failures = new ArrayList<String>();
        for (var gateway : settings.get(SmsSettings.SMS_GATEWAYS).named(names)) {
            var breaker = breakers.circuitBreaker(gateway.name());
            if (!breaker.tryAcquirePermission()) {
                failures.add(gateway.name() + " rests after failures");
                continue;
            }
            var failure = send(gateway, breaker, parcel);
            if (failure.isEmpty()) {
                return new Outcome.Delivered();
            }
            failures.add(gateway.name() + " " + failure);
        }
        return new Outcome.Failed(String.join("; ", failures));
    }

    private String send(Gateway gateway, CircuitBreaker breaker, Parcel parcel) {
        long start = System.nanoTime();
        var failure = client.send(gateway, parcel);
        long took = System.nanoTime() - start;
        if (failure.isEmpty()) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException(failure));
        }
        return failure;
    }
}
