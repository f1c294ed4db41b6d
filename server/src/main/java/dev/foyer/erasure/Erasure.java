package dev.foyer.erasure;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.db.Database;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes a customer nobody: in one transaction everything personal in every table of the registry
/// is deleted, emptied, or replaced by a hash under a key that is thrown away (contract 0.2.10).
/// What has to stay, stays under her number: the history of her consents, and a certificate of what
/// was erased. Safe for use by many threads.
public final class Erasure {
    /// Hex digits of a pseudonym; 128 bits of HMAC-SHA-256, and no longer than a name may be.
    private static final int PSEUDONYM_LENGTH = 32;

    private final Database database;
    private final ConsentLedger ledger;
    private final Secrets secrets;
    private final Certificates certificates;
    private final Audit audit;
    private final InstantSource clock;

    public Erasure(
            Database database,
            ConsentLedger ledger,
            Secrets secrets,
            Certificates certificates,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.secrets = secrets;
        this.certificates = certificates;
        this.audit = audit;
        this.clock = clock;
    }

    /// Who asked for an erasure.
    public enum Cause {
        CUSTOMER,
        OPERATOR,
        RETENTION
    }

    /// What was done to one table.
    ///
    /// @param how `deleted` or `emptied`
    record Erased(String table, String how, int rows, List<String> columns) {}

    /// Erases a customer.
    ///
    /// @return the certificate; empty where there is no such customer, or no more
    public Optional<Certificate> erase(long customerId, Cause cause) {
        return database.write(tx -> erase(tx, customerId, cause));
    }

    Optional<Certificate> erase(Handle tx, long customerId, Cause cause) {
        return Person.hold(tx, customerId)
                .map(
                        person -> {
                            var erased = endLedger(tx, customerId);
                            erased.addAll(eraseTables(tx, person));
                            close(tx, person);
                            audit.note(tx, event(customerId, cause));
                            return certificates.issue(
                                    tx, customerId, cause, erased, clock.instant());
                        });
    }

    /// Without the network from which she asked: that would be the first thing known of her again.
    private static Event event(long customerId, Cause cause) {
        var actor =
                switch (cause) {
                    case CUSTOMER -> Event.Actor.CUSTOMER;
                    case OPERATOR -> Event.Actor.OPERATOR;
                    case RETENTION -> Event.Actor.SYSTEM;
                };
        return new Event(
                Kind.ERASED,
                actor,
                Optional.of(customerId),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /// The tables that the registry leaves to the ledger.
    private List<Erased> endLedger(Handle tx, long customerId) {
        var gone = ledger.forget(tx, customerId);
        var erased = new ArrayList<Erased>();
        erased.add(new Erased("consent_key", "deleted", gone.keys(), List.of("pepper")));
        erased.add(new Erased("consent_head", "emptied", gone.owners(), List.of("owner")));
        erased.add(new Erased("consent_address", "deleted", gone.addresses(), List.of("address")));
        return erased;
    }

    private List<Erased> eraseTables(Handle tx, Person person) {
        var pseudonyms = secrets.passingSigner();
        var erased = new ArrayList<Erased>();
        for (var table : PersonalData.TABLES) {
            if (table.whose().isPresent() && (table.goes() || table.changes())) {
                int rows =
                        table.goes()
                                ? delete(tx, table, person)
                                : empty(tx, table, person, pseudonyms);
                erased.add(
                        new Erased(
                                table.name(),
                                table.goes() ? "deleted" : "emptied",
                                rows,
                                table.personal()));
            }
        }
        return erased;
    }

    private static int delete(Handle tx, DataTable table, Person person) {
        var sql = "delete from " + table.name() + " where " + table.whose().orElseThrow();
        return person.bindTo(tx.createUpdate(sql)).execute();
    }

    private static int empty(Handle tx, DataTable table, Person person, Signer pseudonyms) {
        var sets =
                table.columns().stream()
                        .flatMap(
                                column ->
                                        column.after().stream()
                                                .map(after -> column.name() + " = " + after))
                        .collect(Collectors.joining(", "));
        var where = table.whose().orElseThrow();
        var values = pseudonyms(tx, table, person, pseudonyms);
        var update = tx.createUpdate("update " + table.name() + " set " + sets + " where " + where);
        values.forEach((column, value) -> update.bind("new_" + column, value));
        return person.bindTo(update).execute();
    }

    /// The keyed hashes that take the place of what stands in the one row of a table.
    private static Map<String, @Nullable String> pseudonyms(
            Handle tx, DataTable table, Person person, Signer signer) {
        var values = new HashMap<String, @Nullable String>();
        for (var column : table.of(DataTable.Kind.PSEUDONYM)) {
            var select =
                    tx.createQuery(
                            "select "
                                    + column
                                    + " from "
                                    + table.name()
                                    + " where "
                                    + table.whose().orElseThrow());
            var stood = person.bindTo(select).mapTo(String.class).one();
            values.put(column, stood == null ? null : pseudonym(signer, stood));
        }
        return values;
    }

    private static String pseudonym(Signer signer, String stood) {
        return HexFormat.of().formatHex(signer.sign(stood)).substring(0, PSEUDONYM_LENGTH);
    }

    private void close(Handle tx, Person person) {
        tx.createUpdate(
                        "update customer set is_active = false, erased_at = :now where id = :customer")
                .bind("customer", person.customer().id())
                .bind("now", clock.instant())
                .execute();
    }
}
