package dev.foyer.app;

import dev.foyer.audit.Audit;
import dev.foyer.audit.NewDeviceMail;
import dev.foyer.audit.SignIns;
import dev.foyer.audit.Tallies;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.erasure.RetentionSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.Outbox;
import dev.foyer.secret.Secrets;
import dev.foyer.session.DeviceNames;
import dev.foyer.words.Languages;

import java.time.InstantSource;

/// The three objects that note what happens, and the names of devices for what they tell.
record Witness(
        Audit audit,
        Tallies tallies,
        SignIns signIns,
        DeviceNames deviceNames,
        DynamicSettings settings)
        implements AutoCloseable {
    /// What the mail about a new device is made of.
    record Post(Letters letters, Outbox outbox, Languages languages) {}

    static Witness of(
            Database database,
            Secrets secrets,
            DynamicSettings settings,
            Post post,
            InstantSource clock) {
        var names = new DeviceNames();
        var audit = new Audit(database, settings, clock);
        var mail =
                new NewDeviceMail(
                        post.letters(), post.outbox(), settings, post.languages(), names::of);
        return new Witness(
                audit,
                new Tallies(database, audit, clock),
                new SignIns(database, audit, secrets, mail, settings, clock),
                names,
                settings);
    }

    /// Notes what was counted, and removes a bounded piece of what is over; to be called now and
    /// then.
    ///
    /// @return whether there may be more of it
    boolean sweep() {
        boolean more = tallies.flush();
        more |= audit.sweep();
        more |= sweepAddresses();
        more |= signIns.sweep();
        return more;
    }

    private boolean sweepAddresses() {
        return audit.sweepAddresses(settings.get(RetentionSettings.RETAIN_NETWORK_ADDRESSES));
    }

    /// Notes what has been counted and not noted yet.
    @Override
    public void close() {
        tallies.close();
    }

    @Override
    public String toString() {
        return "witness";
    }
}
