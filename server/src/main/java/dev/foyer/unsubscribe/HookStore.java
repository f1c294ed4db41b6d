package dev.foyer.unsubscribe;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// The SQL of `hook_request`.
final class HookStore {
    private HookStore() {}

    /// Remembers a request; false where one with this hash was applied before. Of several at once
    /// one goes on, and the others wait for its end.
    ///
    /// @param batch empty, or what tells bodies with one hash apart
    static boolean remember(
            Handle tx, String service, String hash, byte[] batch, byte[] bodyMac, Instant now) {
        return tx.createUpdate(
                                """
                                insert into hook_request (service, hash, batch, body_mac, applied_at)
                                values (:service, :hash, :batch, :bodyMac, :now)
                                on conflict do nothing
                                """)
                        .bind("service", service)
                        .bind("hash", hash)
                        .bind("batch", batch)
                        .bind("bodyMac", bodyMac)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /// The MAC of the body that was applied.
    static byte[] bodyMac(Handle tx, String service, String hash, byte[] batch) {
        return tx.createQuery(
                        """
                        select body_mac from hook_request
                         where service = :service and hash = :hash and batch = :batch
                        """)
                .bind("service", service)
                .bind("hash", hash)
                .bind("batch", batch)
                .map((rs, _) -> rs.getBytes(1))
                .findOne()
                .orElseGet(() -> new byte[0]);
    }

    /// Removes a bounded number of requests that were applied before a time.
    static int removeBefore(Handle tx, Instant time, int most) {
        return tx.createUpdate(
                        """
                        delete from hook_request where (service, hash, batch) in
                               (select service, hash, batch from hook_request
                                 where applied_at < :time limit :most for update skip locked)
                        """)
                .bind("time", time)
                .bind("most", most)
                .execute();
    }
}
