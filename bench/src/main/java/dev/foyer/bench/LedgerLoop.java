package dev.foyer.bench;

import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.ConsentLedger.Opening;
import dev.foyer.consent.Origin;
import dev.foyer.consent.Subject;
import dev.foyer.consent.Verification;
import dev.foyer.customer.Consents;
import dev.foyer.db.Database;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.EmbeddedPostgres;
import dev.foyer.db.Migrations;
import dev.foyer.secret.Secrets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The consent ledger on an embedded PostgreSQL, and its limits on the same: a program of its own.
/// It answers `write MILLIS`, `bare MILLIS`, `verify` and `read` with a count of rows and the
/// nanoseconds that they took.
final class LedgerLoop {
    private static final String BARE =
            """
            insert into bare (chain, entry, subject, old_value, new_value, recorded_at, source,
                              text_version, address_mac, request_id, checkpoint, witness,
                              seal, previous, hash)
            values (:chain, 1, 'email_allowed', false, true, now(), 'profile', '2026-03', :hash,
                    'a1b2c3d4e5f60718', 0, decode('0000000000000000', 'hex'), 1, :hash, :hash),
                   (:chain, 2, 'sms_allowed', false, true, now(), 'profile', '2026-03', :hash,
                    'a1b2c3d4e5f60718', 0, decode('0000000000000000', 'hex'), 1, :hash, :hash)
            """;

    private static final int OPENED_AT_ONCE = 500;

    private final Database database;
    private final ConsentLedger ledger;
    private final int customers;
    private final int threads;

    private LedgerLoop(Database database, int customers, int threads) {
        var secrets =
                new Secrets(List.of("a-secret-key-for-benchmarks-only-0123"), new SecureRandom());
        this.database = database;
        this.ledger = new ConsentLedger(database, secrets, InstantSource.system());
        this.customers = customers;
        this.threads = threads;
    }

    /// @param args folder of the database, customers, threads
    public static void main(String[] args) throws IOException, InterruptedException {
        var answers = System.out;
        // The log must not stand between the answers.
        System.setOut(System.err);
        try (var postgres = EmbeddedPostgres.start(Path.of(args[0]))) {
            var url = new DatabaseUrl(postgres.jdbcUrl(), postgres.user(), postgres.password());
            Migrations.run(url);
            try (var database = Database.open(url)) {
                var loop =
                        new LedgerLoop(
                                database, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
                loop.prepare();
                var in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    long begin = System.nanoTime();
                    long count = loop.answer(line.split(" ", 2));
                    answers.println(count + " " + (System.nanoTime() - begin));
                }
            }
        }
    }

    private long answer(String[] asked) throws InterruptedException {
        return switch (asked[0]) {
            case "write" -> together(Long.parseLong(asked[1]), this::write);
            case "bare" -> together(Long.parseLong(asked[1]), this::insertBare);
            case "verify" -> verify();
            case "read" -> read();
            default -> throw new IllegalArgumentException(asked[0]);
        };
    }

    private void prepare() {
        database.change(
                tx -> {
                    tx.createUpdate(
                                    """
                                    insert into customer (first_name, last_name, language_code, attributes, user_type,
                                                          client_type, email_allowed, sms_allowed, call_allowed,
                                                          whatsapp_allowed, date_joined)
                                    select 'B', 'B', 'en-us', '{}', 'registered', 'default', false, false, false, false,
                                           now() from generate_series(1, :customers)
                                    """)
                            .bind("customers", customers)
                            .execute();
                    tx.execute("create table bare (like consent_ledger including all)");
                });
        var nothing = new Consents(false, false, false, false);
        for (long first = 1; first <= customers; first += OPENED_AT_ONCE) {
            var openings =
                    LongStream.range(first, Math.min(first + OPENED_AT_ONCE, customers + 1))
                            .mapToObj(id -> new Opening(id, nothing, Optional.of(true)))
                            .toList();
            database.change(tx -> ledger.openAll(tx, openings, origin()));
        }
    }

    private long together(long millis, Callable<Integer> work) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        Callable<Long> loop =
                () -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        count += work.call();
                    }
                    return count;
                };
        try (var pool = Executors.newFixedThreadPool(threads)) {
            long count = 0;
            for (var part : pool.invokeAll(Stream.generate(() -> loop).limit(threads).toList())) {
                count += part.resultNow();
            }
            return count;
        }
    }

    /// A change of two flags, as a profile or a hook makes it: two entries, one transaction.
    private int write() {
        var random = ThreadLocalRandom.current();
        long id = random.nextLong(customers) + 1;
        boolean value = random.nextBoolean();
        return database.write(
                tx ->
                        ledger.change(
                                tx,
                                id,
                                Map.of(Subject.EMAIL, value, Subject.SMS, value),
                                origin()));
    }

    /// The same two rows without anything that makes them a ledger.
    private int insertBare() {
        var random = ThreadLocalRandom.current();
        var chain = new byte[16];
        var hash = new byte[32];
        random.nextBytes(chain);
        random.nextBytes(hash);
        return database.write(
                tx -> tx.createUpdate(BARE).bind("chain", chain).bind("hash", hash).execute());
    }

    private long verify() {
        long entries = 0;
        Optional<String> cursor = Optional.empty();
        do {
            var slice = ledger.verification().slice(cursor, Verification.MOST).orElseThrow();
            if (!slice.findings().isEmpty()) {
                throw new IllegalStateException(slice.findings().getFirst().text());
            }
            entries += slice.stage().equals("entries") ? slice.checked() : 0;
            cursor = slice.next();
        } while (cursor.isPresent());
        return entries;
    }

    /// The same rows, read in slices of the same size and looked at by nobody.
    private long read() {
        var last = new Place("", 0);
        long count = 0;
        List<Place> slice;
        do {
            slice = read(last);
            count += slice.size();
            last = slice.isEmpty() ? last : slice.getLast();
        } while (slice.size() == Verification.MOST);
        return count;
    }

    private record Place(String chain, long entry) {}

    private List<Place> read(Place after) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        select encode(chain, 'hex'), l.* from consent_ledger l
                                         where (chain, entry) > (decode(:chain, 'hex'), :entry)
                                         order by chain, entry limit :most
                                        """)
                                .bind("chain", after.chain())
                                .bind("entry", after.entry())
                                .bind("most", Verification.MOST)
                                .map((rs, _) -> new Place(rs.getString(1), rs.getLong("entry")))
                                .list());
    }

    private static Origin origin() {
        return new Origin(
                Origin.Source.PROFILE,
                Optional.empty(),
                Optional.of("203.0.113.7"),
                Optional.of("a1b2c3d4e5f60718"),
                Optional.of("2026-03"));
    }
}
