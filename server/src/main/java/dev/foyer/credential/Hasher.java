package dev.foyer.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Makes and checks password hashes, off the request threads and within bounds. Safe for use by
/// many threads.
public final class Hasher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hasher.class);

    /// RFC 9106, 3.1: 128 bits of salt suffice for password hashing, 256 bits of tag are its
    /// recommendation.
    private static final int SALT_BYTES = 16;

    private static final int HASH_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Argon2 argon2;
    private final Argon2.Cost cost;
    private final SecureRandom random;
    private final HashingPool pool;
    private final StoredHash decoy;
    private final String decoyText;
    private final Semaphore mebibytes = new Semaphore(StoredHashes.MOST_MEBIBYTES, true);

    Hasher(Argon2 argon2, Argon2.Cost cost, SecureRandom random, HashingPool pool) {
        this.argon2 = argon2;
        this.cost = cost;
        this.random = random;
        this.pool = pool;
        this.decoy = new Argon2Hash(cost, bytes(SALT_BYTES), bytes(HASH_BYTES));
        this.decoyText = decoy.text();
    }

    /// What a hash costs and how many are computed at once.
    ///
    /// @param memory in KiB; 19456 by default (OWASP Password Storage Cheat Sheet), 8 times `lanes`
    ///   at least (RFC 9106)
    /// @param passes over the memory, 2 by default
    /// @param lanes 1 by default
    public record Settings(int memory, int passes, int lanes) {
        public static final Settings STANDARD =
                new Settings(
                        Argon2.Cost.OWASP.memory(),
                        Argon2.Cost.OWASP.passes(),
                        Argon2.Cost.OWASP.lanes());
    }

    /// A hasher with as many threads as the machine has cores.
    public static Hasher create(Settings settings, SecureRandom random) {
        var cost = new Argon2.Cost(settings.memory(), settings.passes(), settings.lanes());
        var pool = new HashingPool(Runtime.getRuntime().availableProcessors(), PATIENCE);
        return new Hasher(Argon2Libraries.fastest(cost.lanes()), cost, random, pool);
    }

    /// What came of checking a password.
    public sealed interface Check {
        /// It is right.
        ///
        /// @param upgraded a new hash to be stored, where the stored one was made at another cost
        ///   or elsewhere
        record Right(Optional<String> upgraded) implements Check {}

        /// It is wrong, or there is nothing to check it against.
        record Wrong() implements Check {}

        /// Too many wait for the same; nothing was checked.
        record Busy() implements Check {}
    }

    /// The text to store for a new password, or nothing where too many wait for the same.
    public Optional<String> hash(Password password) {
        return pool.compute(() -> compute(password));
    }

    /// Whether whoever comes now is turned away, since a password could not be checked anyway: to
    /// be asked before anything else is done for her, and for nobody else.
    public boolean turnsAway() {
        return pool.turnsAway();
    }

    /// Checks a password. Where nothing is stored the same work is done against a decoy, from the
    /// reading of its text on, so that time tells nothing. A hash that was made elsewhere, or at
    /// another cost, costs itself and one of ours besides, whether the password is right or wrong.
    public Check check(Password password, Optional<String> stored) {
        var read =
                StoredHashes.parse(stored.orElse(decoyText))
                        .filter(hash -> isOurs(hash) || hash.isBearable());
        if (read.isEmpty()) {
            LOG.warn("a stored password hash is unreadable or too costly, and fits no password");
        }
        var known = stored.flatMap(_ -> read);
        return pool.compute(() -> compare(password, known)).orElseGet(Check.Busy::new);
    }

    /// Whether a hash is as this node makes them. What it makes it also reads, at any cost.
    private boolean isOurs(StoredHash hash) {
        return hash instanceof Argon2Hash stored && stored.isOurs(cost);
    }

    private Check compare(Password password, Optional<StoredHash> known) {
        var against = known.orElse(decoy);
        var forms = password.forms();
        for (int i = 0; i < forms.size(); i++) {
            if (matches(against, forms.get(i)) && known.isPresent()) {
                boolean stale = !isOurs(against) || i > 0;
                return new Check.Right(stale ? Optional.of(compute(password)) : Optional.empty());
            }
        }
        if (!isOurs(against)) {
            forms.forEach(form -> decoy.matches(argon2, form));
        }
        return new Check.Wrong();
    }

    /// Ours are bounded by their setting and the number of threads; the others share a bounded
    /// memory, so that several large ones wait for each other.
    private boolean matches(StoredHash hash, byte[] form) {
        if (isOurs(hash)) {
            return hash.matches(argon2, form);
        }
        int share = Math.min(hash.mebibytes(), StoredHashes.MOST_MEBIBYTES);
        mebibytes.acquireUninterruptibly(share);
        try {
            return hash.matches(argon2, form);
        } finally {
            mebibytes.release(share);
        }
    }

    private String compute(Password password) {
        var salt = bytes(SALT_BYTES);
        return new Argon2Hash(cost, salt, argon2.hash(cost, password.bytes(), salt, HASH_BYTES))
                .text();
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// How many hashes wait for their turn.
    public int waiting() {
        return pool.waiting();
    }

    @Override
    public void close() {
        pool.close();
    }
}
