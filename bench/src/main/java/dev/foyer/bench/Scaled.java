package dev.foyer.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// One server with so many customers, and what [ScaleBenchmark] asks of it. Belongs to one thread.
final class Scaled implements AutoCloseable {
    static final String READ = "reads";
    static final String LOGIN = "sign-ins";
    static final String REGISTER = "registrations";
    static final String FIND_EMAIL = "search by e-mail p99";
    static final String FIND_NAME = "search by name p99";
    static final String FIND_PHONE = "search by phone p99";
    static final String EXPIRED_SECONDS = "removal of sessions that are over";
    static final String LONGEST = "longest transaction meanwhile";
    static final String DEAD = "dead rows among sessions afterwards";
    static final String GROWTH = "growth of the table by a second time";
    static final String FILLED = "time to fill";

    private static final int SESSIONS_EACH = 2;
    private static final int MOST_USED = 100_000;
    private static final int SEARCHES = 200;
    private static final double MIB = 1024.0 * 1024;

    /// Customers whose numbers nobody has yet.
    private static final long NEWCOMERS = 1_000_000_000;

    private final int size;
    private final Plan plan;
    private final Foyer foyer;
    private final Population population;
    private final List<byte[]> usedReads;
    private final Saturation reads;
    private final Saturation signIns;
    private final Saturation registrations;
    private final Series series = new Series();
    private long begin;
    private double longest;
    private double before;

    private Scaled(int size, Plan plan, Foyer foyer, Population population, Customers used) {
        this.size = size;
        this.plan = plan;
        this.foyer = foyer;
        this.population = population;
        var newcomer = new AtomicLong(NEWCOMERS);
        this.usedReads = used.reads();
        this.reads = on(any(usedReads));
        this.signIns = on(any(used.signIns()));
        this.registrations = on(_ -> used.registration(newcomer.getAndIncrement()));
    }

    static Scaled of(int size, Plan plan, Workshop workshop)
            throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data-" + size), Map.of());
        long begin = System.nanoTime();
        var population = Population.of(foyer, size, size * SESSIONS_EACH);
        var used = population.signIn(Math.min(size, MOST_USED));
        var scaled = new Scaled(size, plan, foyer, population, used);
        scaled.series.add(FILLED, (System.nanoTime() - begin) / 1e9);
        return scaled;
    }

    Series series() {
        return series;
    }

    /// For people.
    String words() {
        return "%,d customers".formatted(size);
    }

    void warmUp() throws IOException, InterruptedException {
        population.touch(usedReads.size());
        reads.visit(usedReads);
        var _ = reads.run(plan.warmup());
        var _ = signIns.run(plan.warmup().dividedBy(4));
        var _ = registrations.run(plan.warmup().dividedBy(4));
        find(new Series());
    }

    void round() throws IOException, InterruptedException {
        series.add(READ, reads.run(plan.round()).perSecond());
        series.add(LOGIN, signIns.run(plan.round()).perSecond());
        series.add(REGISTER, registrations.run(plan.round()).perSecond());
        find(series);
    }

    /// Customers by the beginning of their address, name or number: beginnings that many share, and
    /// such as only one has.
    private void find(Series series) throws IOException {
        var random = new SplittableRandom(size);
        try (var wire = Wire.to(foyer.managementPort())) {
            series.add(
                    FIND_EMAIL, find(wire, () -> "customer-" + part(random.nextInt(size), random)));
            series.add(FIND_NAME, find(wire, () -> name(random)));
            series.add(
                    FIND_PHONE, find(wire, () -> "%2B90555" + part(random.nextInt(size), random)));
        }
    }

    private static double find(Wire wire, Supplier<String> term) throws IOException {
        var latencies = new Latencies();
        for (int i = 0; i < SEARCHES; i++) {
            var request = Foyer.managed("/api/customers/?q=" + term.get());
            long begin = System.nanoTime();
            var _ = wire.ask(request).expect(200);
            latencies.add(System.nanoTime() - begin);
        }
        return latencies.milliseconds(0.99);
    }

    private static String part(int number, SplittableRandom random) {
        var text = Integer.toString(number);
        return text.substring(0, 1 + random.nextInt(text.length()));
    }

    private static String name(SplittableRandom random) {
        var text = new StringBuilder();
        int length = 3 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(16)));
        }
        return text.toString();
    }

    /// Puts in sessions that are over already.
    void addExpired(int count, String name) throws SQLException {
        population.addExpired(count, name);
        begin = System.nanoTime();
    }

    /// Whether some are still there; looks at the longest transaction too.
    boolean expires() throws SQLException {
        longest = Math.max(longest, population.ask(LONGEST_NOW));
        return population.ask(OVER) > 0;
    }

    /// The sessions of the first time are gone, and their room is free for others.
    void reuse() throws SQLException {
        series.add(EXPIRED_SECONDS, (System.nanoTime() - begin) / 1e9);
        // Before the empty end of the table is cut off, or the second time would grow it anew.
        before = size();
        // As the database's own cleaner does sooner or later: it lets rows be that are on less than
        // a fiftieth of the pages.
        population.execute("vacuum (index_cleanup on) session");
    }

    /// Those of the second time are gone, too.
    void tellExpiry() throws SQLException {
        series.add(LONGEST, longest);
        series.add(DEAD, population.ask(DEAD_ROWS));
        series.add(GROWTH, size() - before);
    }

    private double size() throws SQLException {
        return population.ask("select pg_total_relation_size('session')") / MIB;
    }

    private static final String DEAD_ROWS =
            "select n_dead_tup from pg_stat_user_tables where relname = 'session'";

    private static final String OVER =
            "select count(*) from (select from session where expires_at < now() - interval '1 day'"
                    + " limit 1)";

    private static final String LONGEST_NOW =
            """
            select coalesce(max(extract(epoch from clock_timestamp() - xact_start)) * 1000, 0)
              from pg_stat_activity
             where backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'
            """;

    private Saturation on(Load.Work work) {
        return new Saturation(
                foyer.child(), foyer.port(), work, plan.connections(), Saturation.Unit.MICROS);
    }

    private static Load.Work any(List<byte[]> requests) {
        return random -> requests.get(random.nextInt(requests.size()));
    }

    @Override
    public void close() {
        population.close();
    }
}
