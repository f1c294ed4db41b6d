package dev.foyer.unsubscribe;

import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/// Remembers which requests were applied, on all nodes, for as long as they could be sent again.
/// Safe for use by many threads.
public final class HookMemory {
    /// Contract B.2.1: a request is believed within a minute of its time.
    static final Duration WINDOW = Duration.ofSeconds(60);

    private static final int SWEPT_AT_ONCE = 1000;
    private static final byte[] NO_BATCH = {};

    private final Database database;
    private final DynamicSettings settings;
    private final Signer signer;
    private final InstantSource clock;

    public HookMemory(
            Database database, DynamicSettings settings, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.signer = secrets.signer("hook body");
        this.clock = clock;
    }

    /// What is known of a request.
    enum Seen {
        /// Nothing: it is remembered from now on, if the transaction comes to a good end.
        FIRST,
        /// It was applied.
        REPEATED,
        /// One with this hash was applied, and it was another one.
        OTHER_BODY
    }

    /// Looks whether a request was applied before, and remembers it. Of several at once one goes
    /// on, and the others wait for its end.
    ///
    /// @param batches whether other bodies with the same hash are requests of their own
    Seen see(Handle tx, HookCall call, byte[] body, boolean batches) {
        // One character for each byte: nothing is lost, whatever the bytes mean.
        var said = new String(body, StandardCharsets.ISO_8859_1);
        var mac = signer.sign(said);
        var batch = batches ? mac : NO_BATCH;
        if (HookStore.remember(tx, call.service(), call.hash(), batch, mac, clock.instant())) {
            return Seen.FIRST;
        }
        var applied = HookStore.bodyMac(tx, call.service(), call.hash(), batch);
        return signer.verify(hex(applied), HookMemory::hex, said) ? Seen.REPEATED : Seen.OTHER_BODY;
    }

    /// Forgets former secrets whose overlap is over, and a bounded number of requests that would be
    /// refused for their time; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var usable = WINDOW.plus(settings.get(HookSettings.HOOK_CLOCK_SKEW));
        // Twice, because the clocks of nodes differ too.
        var over = clock.instant().minus(usable.multipliedBy(2));
        database.change(tx -> ServiceStore.forgetPrevious(tx, over));
        return database.write(tx -> HookStore.removeBefore(tx, over, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    private static String hex(byte[] mac) {
        return HexFormat.of().formatHex(mac);
    }
}
