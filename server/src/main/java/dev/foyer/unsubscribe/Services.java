package dev.foyer.unsubscribe;

import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Alphabet;
import dev.foyer.secret.Sealer;
import dev.foyer.secret.Secrets;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The services that may call the hooks: added by an operator, or named by a setting. Each call
/// reads the table, so that what an operator does holds on every node at once. Safe for use by many
/// threads.
public final class Services {
    /// 43 letters of 62: 256 bits.
    private static final int SECRET_LETTERS = 43;

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Database database;
    private final DynamicSettings settings;
    private final Secrets secrets;
    private final Sealer sealer;
    private final InstantSource clock;
    private final String decoy;
    private final String sealedDecoy;

    public Services(
            Database database, DynamicSettings settings, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.secrets = secrets;
        this.sealer = secrets.sealer("services");
        this.clock = clock;
        this.decoy = newSecret();
        this.sealedDecoy = sealer.seal(decoy);
    }

    /// A service as an operator sees it.
    ///
    /// @param active whether its hook answers it
    /// @param addedByHand false where a setting names it
    record Shown(
            String name,
            Gateway gateway,
            Service.Options options,
            boolean active,
            boolean addedByHand,
            Optional<Dates> dates) {}

    /// When a service was added, got its secret, and how long the one before holds.
    record Dates(Instant created, Optional<Instant> rotated, Optional<Instant> overlapUntil) {}

    /// What came of a change.
    sealed interface Change {
        /// It holds on every node.
        ///
        /// @param madeSecret the secret where it was made here: the only time it is told
        record Done(Shown service, Optional<String> madeSecret) implements Change {
            @Override
            public String toString() {
                return service.toString();
            }
        }

        /// There is one of this name.
        record Taken() implements Change {}

        /// There is none of this name.
        record Unknown() implements Change {}

        /// A setting names it, and has to be changed instead.
        record OfSetting() implements Change {}
    }

    /// Seals anew what an older key sealed, so that the older key can be dropped once every node
    /// has been started with the new one.
    public void start() {
        boolean stale =
                database.read(ServiceStore::all).stream()
                        .anyMatch(
                                service ->
                                        !sealer.isCurrent(service.secret())
                                                || service.previous()
                                                        .filter(one -> !isCurrent(one))
                                                        .isPresent());
        if (stale) {
            database.change(this::sealAnew);
        }
    }

    /// Adds a service.
    ///
    /// @param given the secret where the operator brings one; else it is made
    Change add(String name, Gateway gateway, Optional<String> given, Service.Options options) {
        var secret = given.orElseGet(this::newSecret);
        var service =
                new Service(
                        name,
                        gateway,
                        sealer.seal(secret),
                        Optional.empty(),
                        options,
                        clock.instant(),
                        Optional.empty());
        return database.write(tx -> ServiceStore.add(tx, service))
                ? new Change.Done(shown(service), made(given, secret))
                : new Change.Taken();
    }

    /// Gives a service another secret.
    ///
    /// @param overlap how long the one it has stays good
    Change rotate(String name, Optional<String> given, Duration overlap) {
        var secret = given.orElseGet(this::newSecret);
        var sealed = sealer.seal(secret);
        var now = clock.instant();
        var rotated =
                database.write(
                        tx ->
                                ServiceStore.rotate(tx, name, sealed, now, now.plus(overlap))
                                        ? ServiceStore.find(tx, name)
                                        : Optional.<Service>empty());
        return rotated.<Change>map(service -> new Change.Done(shown(service), made(given, secret)))
                .orElseGet(() -> missing(name));
    }

    /// Removes a service; its next call is refused.
    Change remove(String name) {
        var removed =
                database.write(
                        tx -> {
                            var service = ServiceStore.find(tx, name);
                            return ServiceStore.remove(tx, name)
                                    ? service
                                    : Optional.<Service>empty();
                        });
        return removed.<Change>map(service -> new Change.Done(shown(service), Optional.empty()))
                .orElseGet(() -> missing(name));
    }

    /// Every service, those of settings last. One that was added hides one of the same name there.
    List<Shown> list() {
        var added = database.read(ServiceStore::all).stream().map(this::shown).toList();
        var names = added.stream().map(Shown::name).toList();
        var ofSetting =
                settings.get(HookSettings.KVKK_UNSUBSCRIPTION_SECRET_MAP).keySet().stream()
                        .filter(name -> !names.contains(name))
                        .sorted()
                        .map(Services::ofSetting);
        return Stream.concat(added.stream(), ofSetting).toList();
    }

    /// Who calls this hook under this name. The work is the same whether there is such a service or
    /// not: one question, two seals opened.
    Caller caller(String name, Gateway gateway) {
        var added = database.read(handle -> ServiceStore.find(handle, name));
        var here = added.filter(one -> one.gateway() == gateway && isActive(one));
        var now = clock.instant();
        var secret = open(here.map(Service::secret));
        var previous =
                open(
                        here.flatMap(Service::previous)
                                .filter(one -> now.isBefore(one.until()))
                                .map(Service.Previous::secret));
        var ofSetting =
                added.isEmpty() && gateway == Gateway.KVKK
                        ? Optional.ofNullable(
                                settings.get(HookSettings.KVKK_UNSUBSCRIPTION_SECRET_MAP).get(name))
                        : Optional.<String>empty();
        return new Caller(
                here.isPresent() || ofSetting.isPresent(),
                List.of(ofSetting.orElse(secret), previous),
                here.map(Service::options).orElse(Service.Options.PLAIN));
    }

    private String open(Optional<String> sealed) {
        return sealer.open(sealed.orElse(sealedDecoy)).orElse(decoy);
    }

    private boolean isActive(Service service) {
        return service.gateway() == Gateway.KVKK || HookSettings.isActive(settings, service.name());
    }

    private Change missing(String name) {
        return settings.get(HookSettings.KVKK_UNSUBSCRIPTION_SECRET_MAP).containsKey(name)
                ? new Change.OfSetting()
                : new Change.Unknown();
    }

    private Shown shown(Service service) {
        var now = clock.instant();
        return new Shown(
                service.name(),
                service.gateway(),
                service.options(),
                isActive(service),
                true,
                Optional.of(
                        new Dates(
                                service.created(),
                                service.rotated(),
                                service.previous()
                                        .map(Service.Previous::until)
                                        .filter(now::isBefore))));
    }

    private static Shown ofSetting(String name) {
        return new Shown(name, Gateway.KVKK, Service.Options.PLAIN, true, false, Optional.empty());
    }

    private void sealAnew(Handle tx) {
        for (var service : ServiceStore.hold(tx)) {
            ServiceStore.reseal(
                    tx,
                    service.name(),
                    sealedAnew(service.name(), service.secret()),
                    service.previous().map(one -> sealedAnew(service.name(), one.secret())));
        }
    }

    private String sealedAnew(String name, String sealed) {
        var opened = sealer.open(sealed);
        if (opened.isEmpty()) {
            LOG.warn(
                    "a secret of the service {} cannot be opened: was its SECRET_KEY dropped?"
                            + " Rotate it",
                    name);
        }
        return opened.map(sealer::seal).orElse(sealed);
    }

    private boolean isCurrent(Service.Previous previous) {
        return sealer.isCurrent(previous.secret());
    }

    private String newSecret() {
        return secrets.random(Alphabet.MIXED_62, SECRET_LETTERS);
    }

    private static Optional<String> made(Optional<String> given, String secret) {
        return given.isPresent() ? Optional.empty() : Optional.of(secret);
    }
}
