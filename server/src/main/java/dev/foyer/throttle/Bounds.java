package dev.foyer.throttle;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Signer;
import dev.foyer.web.Client;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which buckets an attempt draws from, and under which names they stand in the tables. Safe for
/// use by many threads.
final class Bounds {
    static final String NETWORK = "network";

    /// 128 bits: no two names meet.
    private static final int HASH_BYTES = 16;

    private final DynamicSettings settings;
    private final Signer signer;

    Bounds(DynamicSettings settings, Signer signer) {
        this.settings = settings;
        this.signer = signer;
    }

    /// One bucket that an attempt draws from.
    ///
    /// @param wide whether others than the subject share it
    /// @param spare what is drawn from where this one is empty
    record Bound(String by, String id, Rate rate, boolean wide, Optional<Bound> spare) {
        Stream<String> ids() {
            return Stream.concat(Stream.of(id), spare.stream().map(Bound::id));
        }
    }

    /// The mark of the secret that an attempt shows, if it shows one.
    Optional<String> mark(Attempt attempt) {
        return attempt.secret()
                .map(
                        secret ->
                                hashed(
                                        "repeat",
                                        attempt.scope().text(),
                                        attempt.subject().orElse(""),
                                        secret));
    }

    /// Those of the subject first, then those that it shares.
    List<Bound> of(Attempt attempt) {
        var limits =
                settings.get(ThrottleSettings.THROTTLE_RATES)
                        .getOrDefault(attempt.scope(), Limits.NONE);
        var bounds = new ArrayList<Bound>();
        attempt.subject().ifPresent(subject -> bounds.addAll(narrow(attempt, limits, subject)));
        attempt.client().ifPresent(client -> bounds.addAll(wide(attempt, limits, client)));
        return bounds;
    }

    private List<Bound> narrow(Attempt attempt, Limits limits, String subject) {
        var scope = attempt.scope();
        var bounds = new ArrayList<Bound>();
        limits.subject()
                .map(rate -> bound(scope, scope.subject(), subject, rate, false))
                .ifPresent(bounds::add);
        attempt.further().stream()
                .map(own -> bound(scope, own.by(), subject, own.rate(), false))
                .forEach(bounds::add);
        return bounds;
    }

    private List<Bound> wide(Attempt attempt, Limits limits, Client client) {
        var scope = attempt.scope();
        var bounds = new ArrayList<Bound>();
        limits.network()
                .map(rate -> bound(scope, NETWORK, client.network(), rate, true))
                .map(bound -> withSpare(bound, attempt))
                .ifPresent(bounds::add);
        limits.shop().map(rate -> bound(scope, "shop", "", rate, true)).ifPresent(bounds::add);
        return bounds;
    }

    private Bound withSpare(Bound bound, Attempt attempt) {
        var spare =
                attempt.pass()
                        .map(
                                pass ->
                                        new Bound(
                                                "pass",
                                                hashed("pass", pass.id(), pass.rate().toString()),
                                                pass.rate(),
                                                true,
                                                Optional.empty()));
        return new Bound(bound.by(), bound.id(), bound.rate(), bound.wide(), spare);
    }

    /// The rate belongs to the name: another rate begins to count anew.
    private Bound bound(Scope scope, String by, String subject, Rate rate, boolean wide) {
        var id = hashed("bucket", scope.text(), by, subject, rate.toString());
        return new Bound(by, id, rate, wide, Optional.empty());
    }

    private String hashed(String... parts) {
        return HexFormat.of().formatHex(signer.sign(parts), 0, HASH_BYTES);
    }
}
