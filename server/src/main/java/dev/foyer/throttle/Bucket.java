package dev.foyer.throttle;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteStat;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.github.bucket4j.distributed.versioning.Versions;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One token bucket at one moment: the arithmetic and the stored form are Bucket4j's (ADR 26). All
/// tokens come back together when the window ends, and a bucket that is full begins a new window.
/// Belongs to one transaction.
final class Bucket {
    private final RemoteBucketState state;
    private final Instant now;

    private Bucket(RemoteBucketState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /// A bucket as it stands by now.
    ///
    /// @param stored empty for one that nobody has used
    static Bucket open(byte[] stored, Rate rate, Instant now) {
        if (stored.length > 0) {
            var bucket = stored(stored, now);
            bucket.state.refillAllBandwidth(nanos(now));
            if (bucket.state.getAvailableTokens() < rate.most()) {
                return bucket;
            }
        }
        var fresh =
                BucketState.createInitialState(
                        configured(rate), MathType.INTEGER_64_BITS, nanos(now));
        return new Bucket(new RemoteBucketState(fresh, new RemoteStat(0), null), now);
    }

    /// A bucket as it was left.
    static Bucket stored(byte[] stored, Instant now) {
        return new Bucket(InternalSerializationHelper.deserializeState(stored), now);
    }

    /// Takes one token; false where there is none.
    boolean take() {
        if (state.getAvailableTokens() < 1) {
            return false;
        }
        state.consume(1);
        return true;
    }

    /// Puts tokens back, up to what it holds.
    void giveBack(int tokens) {
        state.addTokens(tokens);
    }

    /// How long until the next token.
    Duration pause() {
        return Duration.ofNanos(
                state.calculateDelayNanosAfterWillBePossibleToConsume(1, nanos(now), false));
    }

    /// When it will be full by itself: the end of its window.
    Instant until() {
        return now.plusNanos(state.calculateFullRefillingTime(nanos(now)));
    }

    byte[] bytes() {
        return InternalSerializationHelper.serializeState(state, Versions.getLatest());
    }

    private static BucketConfiguration configured(Rate rate) {
        return BucketConfiguration.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(rate.most())
                                .refillIntervally(rate.most(), rate.period())
                                .build())
                .build();
    }

    private static long nanos(Instant time) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, time);
    }
}
