package dev.foyer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// What a shop's evening looks like: of a hundred requests 80 reads, 15 by guests who come for the
/// first time, 5 that write. Of a thousand writes 970 change a profile, some 19 sign in and 11
/// register: more of these than the cores can hash would measure hashing alone. The two have no
/// beat in common; with twice as many of the first as of the second, each that registers would come
/// in the same moment as one who signs in, and take all cores with her.
final class Mix {
    static final String READS = "reads";
    static final String GUESTS = "guests";
    static final String CHANGES = "changes";
    static final String SIGN_INS = "sign-ins";
    static final String REGISTRATIONS = "registrations";

    private static final double READ = 0.80;
    private static final double GUEST = 0.15;
    private static final double CHANGE = 0.0485;
    private static final double SIGN_IN = 0.00097;
    private static final double REGISTRATION = 0.00053;

    /// Customers other than the [Population]'s, who have made these numbers up.
    private static final long FIRST_NEW = 1_000_000_000;

    private final Customers customers;
    private final byte[] guest = Ask.get("/csrf_token/", "");
    private final List<byte[]> reads;
    private final List<byte[]> changes;
    private final List<byte[]> signIns;
    private final AtomicLong newcomers = new AtomicLong(FIRST_NEW);

    Mix(Customers customers) {
        this.customers = customers;
        this.reads = customers.reads();
        this.changes = customers.changes();
        this.signIns = customers.signIns();
    }

    /// For people.
    static String words() {
        return "80 % reads, 15 % guests, 4.85 % changes of a profile, 0.097 % sign-ins, 0.053 %"
                + " registrations";
    }

    /// For a closed loop.
    byte[] next(SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < READ) {
            return any(reads, random);
        }
        if (kind < READ + GUEST) {
            return guest;
        }
        if (kind < READ + GUEST + CHANGE) {
            return any(changes, random);
        }
        return kind < READ + GUEST + CHANGE + SIGN_IN
                ? any(signIns, random)
                : customers.registration(newcomers.getAndIncrement());
    }

    /// For an open loop that does so many requests of all kinds in a second.
    List<OpenLoop.Flow> flows(double perSecond) {
        return List.of(
                OpenLoop.Flow.random(READS, READ * perSecond),
                OpenLoop.Flow.random(GUESTS, GUEST * perSecond),
                OpenLoop.Flow.random(CHANGES, CHANGE * perSecond),
                OpenLoop.Flow.random(SIGN_INS, SIGN_IN * perSecond),
                new OpenLoop.Flow(REGISTRATIONS, REGISTRATION * perSecond, true));
    }

    /// Tells an open loop what to send in the next run of these flows.
    ///
    /// @param seconds that the run takes: nobody registers twice
    void prepare(OpenLoop loop, double perSecond, double seconds) throws IOException {
        var registrations = new ArrayList<byte[]>();
        for (int i = 0; i < REGISTRATION * perSecond * seconds * 1.1 + 10; i++) {
            registrations.add(customers.registration(newcomers.getAndIncrement()));
        }
        loop.requests(REGISTRATIONS, registrations);
    }

    /// Tells an open loop what stays the same in every run.
    void introduce(OpenLoop loop) throws IOException {
        loop.requests(READS, reads);
        loop.requests(GUESTS, List.of(guest));
        loop.requests(CHANGES, changes);
        loop.requests(SIGN_INS, signIns);
    }

    private static byte[] any(List<byte[]> requests, SplittableRandom random) {
        return requests.get(random.nextInt(requests.size()));
    }
}
