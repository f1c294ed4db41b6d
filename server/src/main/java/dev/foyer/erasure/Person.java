package dev.foyer.erasure;

import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A customer, and everything by which her data can be found.
///
/// @param phone in E.164
/// @param emails her addresses, in lower case
/// @param holders the names under which her sessions keep things
record Person(
        Customer customer, Optional<String> phone, List<String> emails, List<String> holders) {
    /// Finds a customer who has not been erased, and holds her row until the transaction ends:
    /// whoever would add something to her waits. Known by every address and phone that she gave.
    static Optional<Person> hold(Handle tx, long id) {
        boolean there =
                tx.createQuery(
                                "select id from customer where id = :id and erased_at is null for update")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent();
        return there ? find(tx, id, false) : Optional.empty();
    }

    /// Finds a customer, known by those addresses and that phone alone which she has proved: what
    /// somebody merely claims may be another's, of whom nothing is to be told.
    static Optional<Person> prove(Handle handle, long id) {
        return find(handle, id, true);
    }

    private static Optional<Person> find(Handle handle, long id, boolean proved) {
        return Customers.find(handle, id)
                .map(
                        customer ->
                                new Person(
                                        customer,
                                        phone(handle, id, proved),
                                        emails(handle, id, proved),
                                        holders(handle, id)));
    }

    /// Gives a statement the names that conditions of the registry use.
    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("customer", customer.id())
                .bindArray("emails", String.class, emails)
                .bindArray("holders", String.class, holders)
                .bind("phone", phone.orElse(null));
    }

    private static Optional<String> phone(Handle handle, long id, boolean proved) {
        return handle.createQuery(
                        """
                        select phone from customer
                         where id = :id and phone is not null and (phone_verified_at is not null or not :proved)
                        """)
                .bind("id", id)
                .bind("proved", proved)
                .mapTo(String.class)
                .findOne();
    }

    private static List<String> emails(Handle handle, long id, boolean proved) {
        return handle
                .createQuery(
                        """
                        select address, identity from email_address
                         where customer_id = :id and (verified_at is not null or not :proved)
                        """)
                .bind("id", id)
                .bind("proved", proved)
                .map((rs, _) -> List.of(rs.getString(1), rs.getString(2)))
                .stream()
                .flatMap(pair -> Stream.of(pair.get(0).toLowerCase(Locale.ROOT), pair.get(1)))
                .distinct()
                .toList();
    }

    private static List<String> holders(Handle handle, long id) {
        return handle.createQuery(
                        "select encode(id_hash, 'hex') from session where customer_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    @Override
    public String toString() {
        return customer.toString();
    }
}
