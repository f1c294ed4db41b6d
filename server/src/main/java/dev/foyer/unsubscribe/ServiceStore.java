package dev.foyer.unsubscribe;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The SQL of `hook_service`.
final class ServiceStore {
    private ServiceStore() {}

    static Optional<Service> find(Handle handle, String name) {
        return handle.createQuery("select * from hook_service where name = :name")
                .bind("name", name)
                .map((rs, _) -> service(rs))
                .findOne();
    }

    static List<Service> all(Handle handle) {
        return handle.createQuery("select * from hook_service order by name")
                .map((rs, _) -> service(rs))
                .list();
    }

    /// Every service, held until the transaction ends.
    static List<Service> hold(Handle tx) {
        return tx.createQuery("select * from hook_service order by name for update")
                .map((rs, _) -> service(rs))
                .list();
    }

    /// False where there is one of this name.
    static boolean add(Handle tx, Service service) {
        return tx.createUpdate(
                                """
                                insert into hook_service (name, gateway, secret, allow_batches,
                                                          requires_signature, created_at)
                                values (:name, :gateway, :secret, :batches, :signature, :created)
                                on conflict (name) do nothing
                                """)
                        .bind("name", service.name())
                        .bind("gateway", service.gateway().word())
                        .bind("secret", service.secret())
                        .bind("batches", service.options().allowsBatches())
                        .bind("signature", service.options().requiresSignature())
                        .bind("created", service.created())
                        .execute()
                == 1;
    }

    /// Gives a service another secret; the one it had is good until `until`, and the one before
    /// that no more.
    static boolean rotate(Handle tx, String name, String secret, Instant now, Instant until) {
        return tx.createUpdate(
                                """
                                update hook_service
                                   set previous_secret = hook_service.secret,
                                       previous_until = :until, secret = :secret, rotated_at = :now
                                 where name = :name
                                """)
                        .bind("name", name)
                        .bind("secret", secret)
                        .bind("until", until)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /// Puts the same secrets in another seal.
    static void reseal(Handle tx, String name, String secret, Optional<String> previous) {
        tx.createUpdate(
                        """
                        update hook_service set secret = :secret, previous_secret = :previous
                         where name = :name
                        """)
                .bind("name", name)
                .bind("secret", secret)
                .bind("previous", previous.orElse(null))
                .execute();
    }

    /// Forgets secrets that were good until then; services are few.
    static void forgetPrevious(Handle tx, Instant until) {
        tx.createUpdate(
                        """
                        update hook_service set previous_secret = null, previous_until = null
                         where previous_until < :until
                        """)
                .bind("until", until)
                .execute();
    }

    static boolean remove(Handle tx, String name) {
        return tx.createUpdate("delete from hook_service where name = :name")
                        .bind("name", name)
                        .execute()
                == 1;
    }

    private static Service service(ResultSet rs) throws SQLException {
        var previous = Optional.ofNullable(rs.getString("previous_secret"));
        var until = instant(rs, "previous_until");
        return new Service(
                rs.getString("name"),
                Gateway.named(rs.getString("gateway")).orElseThrow(),
                rs.getString("secret"),
                previous.map(secret -> new Service.Previous(secret, until.orElseThrow())),
                new Service.Options(
                        rs.getBoolean("allow_batches"), rs.getBoolean("requires_signature")),
                instant(rs, "created_at").orElseThrow(),
                instant(rs, "rotated_at"));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
