package dev.foyer.audit;

import dev.foyer.db.Awaited;
import dev.foyer.db.Unawaited;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// From which devices a customer has signed in. A device is a browser on a system in a part of the
/// Internet: its user agent without any version, and the first half of an IPv4 address or the first
/// 32 bits of an IPv6 one, which stay the same where a phone wanders and where a provider hands out
/// addresses anew. Kept as a digest under our key and bound to the customer, so that nothing can be
/// looked up by it. Safe for use by many threads.
final class KnownDevices {
    /// Devices remembered for one customer; more than anybody uses.
    private static final int MOST = 20;

    /// How fine the time is at which one was last seen.
    private static final Duration GRAIN = Duration.ofHours(1);

    private static final int LONGEST_AGENT = 300;
    private static final Pattern VERSIONS = Pattern.compile("[0-9][0-9._]*");

    private final Signer signer;

    KnownDevices(Secrets secrets) {
        this.signer = secrets.signer("known device");
    }

    /// What a sign-in found.
    enum Met {
        /// She has signed in from it before.
        KNOWN,
        /// It is the first of all that are remembered, so there is nothing to compare it with.
        FIRST,
        /// She has used others so far.
        NEW
    }

    /// Looks whether a device is known, and remembers it.
    Met meet(Handle tx, long customerId, Request request, Instant now) {
        var mac = mac(customerId, request);
        var met = seen(tx, customerId, mac, now);
        if (met != Met.KNOWN) {
            makeRoom(tx, customerId);
            add(tx, customerId, mac, now);
        }
        return met;
    }

    /// Remembers the device of somebody who cannot have another one yet.
    void meetFirst(Handle tx, long customerId, Request request, Instant now) {
        add(tx, customerId, mac(customerId, request), now);
    }

    /// Forgets every device of a customer.
    static void forget(Handle tx, long customerId) {
        tx.createUpdate("delete from known_device where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }

    static int removeOld(Handle tx, Instant before, int most) {
        return tx.createUpdate(
                        """
                        delete from known_device where (customer_id, device_mac) in
                               (select customer_id, device_mac from known_device where last_seen < :before
                                 limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    /// Writes where it has been a while, and only there.
    private static Met seen(Handle tx, long customerId, byte[] mac, Instant now) {
        return Awaited.query(
                        tx,
                        """
                        with seen as (
                            update known_device set last_seen = :now
                             where customer_id = :customer and device_mac = :mac and last_seen < :while)
                        select exists (select from known_device
                                        where customer_id = :customer and device_mac = :mac) as known,
                               exists (select from known_device where customer_id = :customer) as others
                        """)
                .bind("customer", customerId)
                .bind("mac", mac)
                .bind("now", now)
                .bind("while", now.minus(GRAIN))
                .findOne(KnownDevices::met)
                .orElseThrow();
    }

    private static Met met(ResultSet row) throws SQLException {
        if (row.getBoolean("known")) {
            return Met.KNOWN;
        }
        return row.getBoolean("others") ? Met.NEW : Met.FIRST;
    }

    /// The one that was used least lately is forgotten.
    private static void makeRoom(Handle tx, long customerId) {
        Unawaited.update(
                        tx,
                        """
                        delete from known_device
                         where customer_id = :customer and device_mac in
                               (select device_mac from known_device where customer_id = :customer
                                 order by last_seen desc, device_mac offset :most)
                        """)
                .bind("customer", customerId)
                .bind("most", MOST - 1)
                .send();
    }

    private static void add(Handle tx, long customerId, byte[] mac, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        insert into known_device (customer_id, device_mac, first_seen, last_seen)
                        values (:customer, :mac, :now, :now) on conflict do nothing
                        """)
                .bind("customer", customerId)
                .bind("mac", mac)
                .bind("now", now)
                .send();
    }

    private byte[] mac(long customerId, Request request) {
        var agent = request.header("user-agent");
        var text = agent == null ? "" : agent;
        var bounded = text.length() <= LONGEST_AGENT ? text : text.substring(0, LONGEST_AGENT);
        return signer.sign(
                Long.toString(customerId),
                VERSIONS.matcher(bounded).replaceAll(""),
                network(request.client().address()));
    }

    private static String network(InetAddress address) {
        var bytes = address.getAddress();
        int kept = address instanceof Inet6Address ? 4 : 2;
        return kept + " " + HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
    }
}
