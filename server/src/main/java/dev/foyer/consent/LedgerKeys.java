package dev.foyer.consent;

import dev.foyer.db.Database;
import dev.foyer.secret.DataKey;
import dev.foyer.secret.Sealer;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that sign the ledger and seal what leads from customers to chains. They are random and
/// stored sealed under `SECRET_KEY`, so that entries of many years can be verified when the secret
/// of their time is long gone. A new secret brings a new key of ours: what the old one signed is
/// held fast by the checkpoints that the new one signs. Safe for use by many threads.
final class LedgerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeys.class);

    private final Secrets secrets;
    private final Sealer sealer;
    private final Map<Integer, Key> known = new ConcurrentHashMap<>();
    private final Key current;

    /// One key, ready for use.
    record Key(int id, Signer entries, Signer checkpoints, Sealer customers) {
        /// The signature of an entry, in lower hex.
        String sign(Entry entry) {
            return HexFormat.of().formatHex(entries.sign(entry.parts()));
        }

        boolean signed(Entry entry) {
            return entries.verify(entry.hash(), HexFormat.of()::formatHex, entry.parts());
        }
    }

    private record Sealed(int id, String text) {}

    /// Reads the keys, seals anew what was sealed under an older secret, and adds a key where none
    /// is of the newest secret's time.
    LedgerKeys(Database database, Secrets secrets, Instant now) {
        this.secrets = secrets;
        this.sealer = secrets.sealer("consent ledger");
        this.current = database.write(tx -> newest(tx, now));
    }

    Key current() {
        return current;
    }

    /// A key by number, also one that another node has just made.
    Optional<Key> find(Handle handle, int id) {
        var key = known.get(id);
        return key != null
                ? Optional.of(key)
                : stored(handle).stream()
                        .filter(kept -> kept.id() == id)
                        .findFirst()
                        .flatMap(this::open);
    }

    /// Seals a text under the present key, whose number it bears.
    String seal(String text) {
        return current.id() + ":" + current.customers().seal(text);
    }

    /// What [#seal] sealed, under any key; nothing where it was altered.
    Optional<String> open(Handle handle, String text) {
        var parts = text.split(":", 2);
        return parts.length == 2 && parts[0].matches("\\d{1,9}")
                ? find(handle, Integer.parseInt(parts[0]))
                        .flatMap(key -> key.customers().open(parts[1]))
                : Optional.empty();
    }

    private Key newest(Handle tx, Instant now) {
        // Nodes that start together make one key and not several.
        tx.execute("lock table consent_seal in share row exclusive mode");
        var stored = stored(tx);
        stored.forEach(
                kept -> {
                    var key = open(kept);
                    if (key.isEmpty()) {
                        LOG.error("the consent ledger's key {} cannot be opened", kept.id());
                    } else if (!sealer.isCurrent(kept.text())) {
                        var again = sealer.open(kept.text()).map(sealer::seal).orElseThrow();
                        put(tx, new Sealed(kept.id(), again), now);
                    }
                });
        if (!stored.isEmpty() && sealer.isCurrent(stored.getLast().text())) {
            return open(stored.getLast()).orElseThrow();
        }
        var fresh =
                new Sealed(
                        stored.isEmpty() ? 1 : stored.getLast().id() + 1,
                        sealer.seal(DataKey.fresh(secrets).spelled()));
        put(tx, fresh, now);
        return open(fresh).orElseThrow();
    }

    private Optional<Key> open(Sealed kept) {
        return sealer.open(kept.text())
                .flatMap(spelled -> DataKey.read(secrets, spelled))
                .map(
                        key ->
                                new Key(
                                        kept.id(),
                                        key.signer("consent entry"),
                                        key.signer("consent checkpoint"),
                                        key.sealer("consent customer")))
                .map(
                        key -> {
                            known.put(key.id(), key);
                            return key;
                        });
    }

    private static List<Sealed> stored(Handle handle) {
        return handle.createQuery("select id, sealed from consent_seal order by id")
                .map((rs, _) -> new Sealed(rs.getInt("id"), rs.getString("sealed")))
                .list();
    }

    private static void put(Handle tx, Sealed kept, Instant now) {
        tx.createUpdate(
                        """
                        insert into consent_seal (id, sealed, created_at) values (:id, :sealed, :now)
                        on conflict (id) do update set sealed = excluded.sealed
                        """)
                .bind("id", kept.id())
                .bind("sealed", kept.text())
                .bind("now", now)
                .execute();
    }
}
