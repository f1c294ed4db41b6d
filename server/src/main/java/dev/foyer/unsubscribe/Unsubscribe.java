package dev.foyer.unsubscribe;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.ConsentLedger.Withdrawal;
import dev.foyer.consent.Origin;
import dev.foyer.consent.Subject;
import dev.foyer.customer.Email;
import dev.foyer.customer.Holders;
import dev.foyer.customer.Phone;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.unsubscribe.HookCall.Person;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Decides whether a service is believed, and withdraws what it names: all of one request or
/// nothing, once, on any number of nodes. Safe for use by many threads.
public final class Unsubscribe {
    private final Database database;
    private final Services services;
    private final HookMemory memory;
    private final ConsentLedger ledger;
    private final Audit audit;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public Unsubscribe(
            Database database,
            Services services,
            HookMemory memory,
            ConsentLedger ledger,
            Audit audit,
            DynamicSettings settings,
            InstantSource clock) {
        this.database = database;
        this.services = services;
        this.memory = memory;
        this.ledger = ledger;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param body as it was sent
    /// @param signature of the body, where one was sent
    UnsubscribeResult decide(
            HookCall call,
            Gateway gateway,
            byte[] body,
            Optional<String> signature,
            Origin origin) {
        var caller = services.caller(call.service(), gateway);
        if (!HookSignature.isRight(caller, call, body, signature)) {
            return new UnsubscribeResult.Mismatch();
        }
        if (!isFresh(call.time())) {
            return new UnsubscribeResult.TimeGap();
        }
        boolean batches = caller.options().allowsBatches();
        return database.write(
                tx ->
                        switch (memory.see(tx, call, body, batches)) {
                            case FIRST -> withdraw(tx, call.people(), origin);
                            case REPEATED -> new UnsubscribeResult.Repeated();
                            case OTHER_BODY -> new UnsubscribeResult.Mismatch();
                        });
    }

    /// On the full difference: the original looks at its seconds alone, so that a request is fresh
    /// again every day.
    private boolean isFresh(HookTime time) {
        var age = Duration.between(time.instant(), clock.instant());
        return age.compareTo(HookMemory.WINDOW) < 0
                && age.negated().compareTo(settings.get(HookSettings.HOOK_CLOCK_SKEW)) <= 0;
    }

    private UnsubscribeResult withdraw(Handle tx, List<Person> people, Origin origin) {
        var withdrawals = withdrawals(tx, people);
        int flags = withdrawals.isEmpty() ? 0 : ledger.withdraw(tx, withdrawals, origin);
        audit.noteAll(tx, withdrawals.stream().map(one -> event(one, origin)).toList());
        return new UnsubscribeResult.Applied(withdrawals.size(), flags);
    }

    private static Event event(Withdrawal withdrawal, Origin origin) {
        return Event.byService(
                Kind.CONSENT_WITHDRAWN,
                withdrawal.customerId(),
                origin.service().orElse(""),
                origin.requestId());
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
}
