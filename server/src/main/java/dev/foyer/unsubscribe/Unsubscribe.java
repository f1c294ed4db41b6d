package dev.foyer.unsubscribe;

import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.ConsentLedger.Withdrawal;
import dev.foyer.consent.Origin;
import dev.foyer.consent.Subject;
import dev.foyer.customer.Email;
import dev.foyer.customer.Holders;
import dev.foyer.customer.Phone;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.unsubscribe.HookCall.Person;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Decides whether a service is believed, and withdraws what it names: all of one request or
/// nothing, once, on any number of nodes. Safe for use by many threads.
public final class Unsubscribe {
    /// Contract B.2.1: the request's time lies within a minute.
    static final Duration WINDOW = Duration.ofSeconds(60);

    private static final int SWEPT_AT_ONCE = 1000;
    private static final byte[] NO_BATCH = {};

    private final Database database;
    private final Services services;
    private final ConsentLedger ledger;
    private final DynamicSettings settings;
    private final Signer signer;
    private final InstantSource clock;

    public Unsubscribe(
            Database database,
            Services services,
            ConsentLedger ledger,
            DynamicSettings settings,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.services = services;
        this.ledger = ledger;
        this.settings = settings;
        this.signer = secrets.signer("hook body");
        this.clock = clock;
    }

    /// @param body as it was sent
    /// @param signature of the body, where one was sent
    UnsubscribeResult decide(
            HookCall call, Gateway gateway, byte[] body, Optional<String> signature, Origin origin) {
        var caller = services.caller(call.service(), gateway);
        if (!HookSignature.isRight(caller, call, body, signature)) {
            return new UnsubscribeResult.Mismatch();
        }
        if (!isFresh(call.time())) {
            return new UnsubscribeResult.TimeGap();
        }
        var said = new String(body, StandardCharsets.ISO_8859_1);
        boolean batches = caller.options().allowsBatches();
        return database.write(tx -> apply(tx, call, said, batches, origin));
    }

    /// Forgets a bounded number of requests that would be refused for their time; to be called now
    /// and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var usable = WINDOW.plus(settings.get(HookSettings.HOOK_CLOCK_SKEW));
        // Twice, because the clocks of nodes differ too.
        var over = clock.instant().minus(usable.multipliedBy(2));
        return database.write(tx -> HookStore.removeBefore(tx, over, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    /// On the full difference: the original looks at its seconds alone, so that a request is fresh
    /// again every day.
    private boolean isFresh(HookTime time) {
        var age = Duration.between(time.instant(), clock.instant());
        return age.compareTo(WINDOW) < 0
                && age.negated().compareTo(settings.get(HookSettings.HOOK_CLOCK_SKEW)) <= 0;
    }

    private UnsubscribeResult apply(
            Handle tx, HookCall call, String said, boolean batches, Origin origin) {
        var mac = signer.sign(said);
        var batch = batches ? mac : NO_BATCH;
        if (!HookStore.remember(tx, call.service(), call.hash(), batch, mac, clock.instant())) {
            var applied = HookStore.bodyMac(tx, call.service(), call.hash(), batch);
            boolean same = signer.verify(hex(applied), Unsubscribe::hex, said);
            return same ? new UnsubscribeResult.Repeated() : new UnsubscribeResult.Mismatch();
        }
        var withdrawals = withdrawals(tx, call.people());
        int flags = withdrawals.isEmpty() ? 0 : ledger.withdraw(tx, withdrawals, origin);
        return new UnsubscribeResult.Applied(withdrawals.size(), flags);
    }

    /// Whose consents are meant, each customer once, in the order of their numbers: that is the
    /// order in which their rows are locked.
    private static List<Withdrawal> withdrawals(Handle tx, List<Person> people) {
        var byEmail = new HashMap<Email, Set<Subject>>();
        var byPhone = new HashMap<Phone, Set<Subject>>();
        for (var person : people) {
            if (!person.subjects().isEmpty()) {
                switch (person) {
                    case Person.ByEmail(var email, var subjects) -> add(byEmail, email, subjects);
                    case Person.ByPhone(var phone, var subjects) -> add(byPhone, phone, subjects);
                }
            }
        }
        var customers = new TreeMap<Long, Set<Subject>>();
        join(customers, Holders.ofEmails(tx, byEmail.keySet()), byEmail);
        join(customers, Holders.ofPhones(tx, byPhone.keySet()), byPhone);
        return customers.entrySet().stream()
                .map(entry -> new Withdrawal(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static <T> void add(Map<T, Set<Subject>> wanted, T key, Set<Subject> subjects) {
        wanted.computeIfAbsent(key, _ -> EnumSet.noneOf(Subject.class)).addAll(subjects);
    }

    private static <T> void join(
            Map<Long, Set<Subject>> customers,
            List<Holders.Holder<T>> holders,
            Map<T, Set<Subject>> wanted) {
        for (var holder : holders) {
            add(customers, holder.customerId(), wanted.getOrDefault(holder.value(), Set.of()));
        }
    }

    private static String hex(byte[] mac) {
        return HexFormat.of().formatHex(mac);
    }
}
