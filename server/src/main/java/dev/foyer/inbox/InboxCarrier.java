package dev.foyer.inbox;

import dev.foyer.db.Database;
import dev.foyer.outbox.Carrier;
import dev.foyer.outbox.Parcel;

/// Delivers into the development inbox instead of the world.
public final class InboxCarrier implements Carrier {
    private final Database database;

    public InboxCarrier(Database database) {
        this.database = database;
    }

    @Override
    public Outcome carry(Parcel parcel) {
        database.change(tx -> InboxStore.add(tx, parcel));
        return new Outcome.Delivered();
    }
}
