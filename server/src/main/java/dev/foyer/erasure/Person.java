package dev.foyer.erasure;

import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Phone;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A customer, and everything by which her data can be found.
///
/// @param emails every address she has, in lower case
/// @param holders the names under which her sessions keep things
record Person(Customer customer, List<String> emails, List<String> holders) {
    /// Finds a customer who has not been erased, and holds her row until the transaction ends:
    /// whoever would add something to her waits.
    static Optional<Person> hold(Handle tx, long id) {
        boolean there =
                tx.createQuery(
                                "select id from customer where id = :id and erased_at is null for update")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent();
        return there ? find(tx, id) : Optional.empty();
    }

    /// Finds a customer.
    static Optional<Person> find(Handle handle, long id) {
        return Customers.find(handle, id)
                .map(customer -> new Person(customer, emails(handle, id), holders(handle, id)));
    }

    /// Gives a statement the names that conditions of the registry use.
    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("customer", customer.id())
                .bindArray("emails", String.class, emails)
                .bindArray("holders", String.class, holders)
                .bind("phone", customer.person().phone().map(Phone::e164).orElse(null));
    }

    private static List<String> emails(Handle handle, long id) {
        return handle
                .createQuery("select address, identity from email_address where customer_id = :id")
                .bind("id", id)
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
