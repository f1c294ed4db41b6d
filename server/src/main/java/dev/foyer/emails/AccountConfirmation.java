package dev.foyer.emails;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.confirmation.ConfirmationKeys;
import dev.foyer.confirmation.ConfirmationKeys.Worth;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.Profiles;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;

/// Decides what the key of a confirmation mail does. Safe for use by many threads.
public final class AccountConfirmation {
    private final Database database;
    private final ConfirmationKeys keys;
    private final Audit audit;
    private final DynamicSettings settings;
    private final Setting<Boolean> uniquePhones;
    private final InstantSource clock;

    /// @param uniquePhones whether a phone may belong to one live account only
    public AccountConfirmation(
            Database database,
            ConfirmationKeys keys,
            Audit audit,
            DynamicSettings settings,
            Setting<Boolean> uniquePhones,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.settings = settings;
        this.uniquePhones = uniquePhones;
        this.clock = clock;
    }

    /// What came of showing a key.
    enum Outcome {
        /// The address is proved from now on.
        PROVED,
        /// It would be, if somebody pressed the button.
        OPEN,
        /// It had been proved before.
        USED,
        /// The key is worth nothing.
        UNKNOWN
    }

    /// Looks at a key and changes nothing.
    Outcome look(String key) {
        return switch (database.read(handle -> keys.weigh(handle, key))) {
            case Worth.Open _ -> Outcome.OPEN;
            case Worth.Used() -> Outcome.USED;
            case Worth.Nothing() -> Outcome.UNKNOWN;
        };
    }

    /// Proves the address of a key. Of two who show the same key at once, one proves it and one is
    /// late.
    Outcome confirm(String key, Request request) {
        return database.write(
                tx ->
                        switch (keys.weigh(tx, key)) {
                            case Worth.Open(var address) -> prove(tx, address, request);
                            case Worth.Used() -> Outcome.USED;
                            case Worth.Nothing() -> Outcome.UNKNOWN;
                        });
    }

    /// Who was a claim so far reserved nothing: her phone may be somebody else's by now.
    private Outcome prove(Handle tx, EmailAddresses.Entry address, Request request) {
        if (settings.get(uniquePhones)) {
            Profiles.yieldPhone(tx, address.customerId());
        }
        boolean proved =
                EmailAddresses.verify(
                        tx, address.id(), address.email().identity(), clock.instant());
        if (proved) {
            audit.note(tx, Event.byCustomer(Kind.EMAIL_VERIFIED, address.customerId(), request));
        }
        return proved ? Outcome.PROVED : Outcome.USED;
    }
}
