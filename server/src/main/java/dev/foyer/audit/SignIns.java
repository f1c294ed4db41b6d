package dev.foyer.audit;

import dev.foyer.customer.Customers;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.InstantSource;

/// What every sign-in brings about, whatever it was proved by: an event, and, where it came from a
/// device that is new, another one and a mail to its owner. Safe for use by many threads.
public final class SignIns {
    /// After this without a sign-in a device is a new one again: longer than the longest usual
    /// pause, a yearly sale.
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private static final int SWEPT_AT_ONCE = 1000;

    private final Database database;
    private final Audit audit;
    private final KnownDevices devices;
    private final NewDeviceMail mail;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public SignIns(
            Database database,
            Audit audit,
            Secrets secrets,
            NewDeviceMail mail,
            DynamicSettings settings,
            InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.devices = new KnownDevices(secrets);
        this.mail = mail;
        this.settings = settings;
        this.clock = clock;
    }

    /// A customer has signed in by this request.
    ///
    /// @param by what proved that it is she, such as `password`
    public void note(Handle tx, long customerId, String by, Request request) {
        var met = devices.meet(tx, customerId, request, clock.instant());
        noteEvent(tx, customerId, by, request);
        switch (met) {
            case KNOWN, FIRST -> {}
            case NEW -> tellNew(tx, customerId, request);
        }
    }

    /// A customer has just registered; where she is signed in at once, her device is the first.
    public void noteRegistered(Handle tx, long customerId, boolean signedIn, Request request) {
        audit.note(tx, Event.byCustomer(Kind.REGISTERED, customerId, request));
        if (signedIn) {
            devices.meetFirst(tx, customerId, request, clock.instant());
            noteEvent(tx, customerId, "registration", request);
        }
    }

    /// Forgets every device and network of a customer, because somebody else was she so far.
    public void forget(Handle tx, long customerId) {
        KnownDevices.forget(tx, customerId);
        audit.forgetAddresses(tx, customerId);
    }

    /// Removes a bounded number of devices that have not been used for long; to be called now and
    /// then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var before = clock.instant().minus(REMEMBERED);
        return database.write(tx -> KnownDevices.removeOld(tx, before, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    private void noteEvent(Handle tx, long customerId, String by, Request request) {
        audit.note(tx, Event.byCustomer(Kind.SIGNED_IN, customerId, request).with("by", by));
    }

    private void tellNew(Handle tx, long customerId, Request request) {
        audit.note(tx, Event.byCustomer(Kind.NEW_DEVICE, customerId, request));
        if (settings.get(AuditSettings.NEW_DEVICE_MAIL)) {
            // An address that nobody has proved may be a stranger's, whom we must not pester.
            Customers.find(tx, customerId)
                    .filter(customer -> customer.email().verified())
                    .ifPresent(customer -> mail.leave(tx, customer, request, clock.instant()));
        }
    }
}
