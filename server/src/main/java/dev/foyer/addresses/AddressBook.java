package dev.foyer.addresses;

import dev.foyer.address.Address;
import dev.foyer.address.Addresses;
import dev.foyer.address.Content;
import dev.foyer.customer.Customers;
import dev.foyer.db.Database;
import dev.foyer.web.Paging;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The address books: of a customer's addresses exactly one is primary, whoever races. Each change
/// holds the row of the customer, so that changes to one book come one after the other. Safe for
/// use by many threads.
final class AddressBook {
    /// Nobody has as many; a list of them all is still an answer of 60 KiB.
    static final int MOST = 100;

    private final Database database;
    private final InstantSource clock;

    AddressBook(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A page of a book.
    ///
    /// @param count of the whole book
    record Page(int count, List<Address> addresses) {}

    Page page(long customer, Paging paging) {
        return database.read(
                handle -> {
                    int count = Addresses.count(handle, customer);
                    int offset = paging.offset(count);
                    return new Page(count, Addresses.list(handle, customer, offset, paging.size()));
                });
    }

    Optional<Address> find(long customer, long id) {
        return database.read(handle -> Addresses.find(handle, customer, id));
    }

    /// Adds an address. The first one is primary, whether she says so or not.
    AddressResult add(long customer, Content content, boolean primary) {
        return change(customer, tx -> add(tx, customer, content, primary));
    }

    private AddressResult add(Handle tx, long customer, Content content, boolean primary) {
        int count = Addresses.count(tx, customer);
        if (count >= MOST) {
            return new AddressResult.TooMany(MOST);
        }
        boolean selected = primary || count == 0;
        if (selected) {
            Addresses.unselect(tx, customer);
        }
        long id = Addresses.add(tx, customer, selected, content, clock.instant());
        return done(tx, customer, id);
    }

    /// Changes an address. One that is primary stays so until another one becomes it.
    ///
    /// @param edit from what stands there now to what shall; whatever it throws undoes all
    AddressResult edit(long customer, long id, boolean primary, Function<Address, Content> edit) {
        return change(
                customer,
                tx ->
                        Addresses.find(tx, customer, id)
                                .map(
                                        address -> {
                                            Addresses.change(tx, id, edit.apply(address));
                                            if (primary && !address.primary()) {
                                                Addresses.unselect(tx, customer);
                                                Addresses.select(tx, id);
                                            }
                                            return done(tx, customer, id);
                                        })
                                .orElseGet(AddressResult.NotFound::new));
    }

    /// Removes an address. After the primary one the newest of the others is it.
    AddressResult remove(long customer, long id) {
        return change(
                customer,
                tx -> {
                    var wasPrimary = Addresses.remove(tx, customer, id);
                    if (wasPrimary.isEmpty()) {
                        return new AddressResult.NotFound();
                    }
                    if (wasPrimary.get()) {
                        Addresses.selectNewest(tx, customer);
                    }
                    return new AddressResult.Removed();
                });
    }

    private AddressResult change(long customer, Function<Handle, AddressResult> work) {
        return database.write(
                tx -> Customers.hold(tx, customer) ? work.apply(tx) : new AddressResult.Over());
    }

    private static AddressResult done(Handle tx, long customer, long id) {
        return new AddressResult.Done(Addresses.find(tx, customer, id).orElseThrow());
    }
}
