package dev.foyer.db;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Optional;

/// Facts that hold for all nodes on one database.
public final class Installation {
    private Installation() {}

    /// Makes sure that every node signs with the same secret: the database keeps the fingerprint of
    /// the key in use. A node is welcome when one of its keys is that one; its newest key then
    /// becomes the one in use.
    ///
    /// @param fingerprints of the node's keys, newest first
    /// @return false where the node has another secret and must not start
    public static boolean admits(Handle tx, List<String> fingerprints) {
        var known = fingerprint(tx, fingerprints.getFirst());
        if (!fingerprints.contains(known)) {
            return false;
        }
        tx.createUpdate(
                        "update installation set value = :value where name = 'secret_key_fingerprint'")
                .bind("value", fingerprints.getFirst())
                .execute();
        return true;
    }

    private static String fingerprint(Handle tx, String first) {
        tx.createUpdate(
                        """
                        insert into installation (name, value) values ('secret_key_fingerprint', :value)
                        on conflict do nothing
                        """)
                .bind("value", first)
                .execute();
        Optional<String> known =
                tx.createQuery(
                                "select value from installation where name = 'secret_key_fingerprint' for update")
                        .mapTo(String.class)
                        .findOne();
        return known.orElseThrow();
    }
}
