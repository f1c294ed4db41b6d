package dev.foyer.customer;

import dev.foyer.db.Awaited;
import dev.foyer.db.Unawaited;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Optional;

/// The SQL of what a customer changes about herself, and of who a phone leads to.
public final class Profiles {
    private Profiles() {}

    /// A customer whose row is held.
    ///
    /// @param phoneProved whether a code has shown that her phone is hers
    public record Held(Customer customer, boolean phoneProved) {}

    /// How a new phone came to be hers, or that it is the one she had.
    public enum PhoneChange {
        /// It stays, proved or not.
        NONE,
        /// It is another one, or none, and nothing has been shown.
        UNPROVED,
        /// A code has shown that it is hers.
        PROVED
    }

    /// Finds a live customer, without holding her.
    public static Optional<Held> find(Handle handle, long id) {
        return Awaited.query(handle, Customers.SELECT + " where c.id = :id and c.is_active")
                .bind("id", id)
                .findOne(
                        row ->
                                new Held(
                                        Customers.customer(row),
                                        row.getObject("phone_verified_at") != null));
    }

    /// Finds a live customer and holds her row until the transaction ends, so that of several
    /// changes at once none is lost.
    public static Optional<Held> hold(Handle tx, long id) {
        // Before she is read, and not with that: whoever had to wait sees what was done meanwhile.
        Unawaited.update(tx, "select from customer where id = :id for no key update")
                .bind("id", id)
                .send();
        return find(tx, id);
    }

    /// Writes what a customer tells of herself, all of it; her consents are the ledger's. That
    /// somebody else has her user name shows later, out of another statement of the transaction or
    /// out of its commit.
    public static void update(Handle tx, Customer changed, PhoneChange phone, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        update customer
                           set username = :username, first_name = :firstName, last_name = :lastName,
                               phone = :phone, gender = :gender, date_of_birth = :dateOfBirth,
                               avatar = :avatar, language_code = :language, attributes = :attributes::jsonb,
                               phone_verified_at = case when :phoneStays then phone_verified_at
                                                        else cast(:phoneVerified as timestamptz) end
                         where id = :id and is_active
                        """)
                .bind("id", changed.id())
                .bind("username", changed.username().orElse(null))
                .bind("firstName", changed.person().firstName())
                .bind("lastName", changed.person().lastName())
                .bind("phone", changed.person().phone().map(Phone::e164).orElse(null))
                .bind("gender", changed.person().gender().orElse(null))
                .bind("dateOfBirth", changed.person().dateOfBirth().orElse(null))
                .bind("avatar", changed.avatar().orElse(null))
                .bind("language", changed.languageCode())
                .bind("attributes", Json.text(changed.attributes()))
                .bind("phoneStays", phone == PhoneChange.NONE)
                .bind("phoneVerified", phone == PhoneChange.PROVED ? now : null)
                .send();
    }

    /// Whether another live account that is no mere claim has this phone. A look before the leap;
    /// see [#holdsPhone].
    public static boolean hasPhone(Handle handle, Phone phone, long exceptId) {
        return handle.createQuery(
                        """
                        select exists (select from customer c
                                        where c.phone = :phone and c.is_active and c.id <> :id
                        """
                                + Customers.NO_CLAIM
                                + ")")
                .bind("phone", phone.e164())
                .bind("id", exceptId)
                .mapTo(Boolean.class)
                .one();
    }

    /// The same for a transaction that is about to give the phone to this customer: of several at
    /// once, one goes on and the others wait for its end.
    public static boolean holdsPhone(Handle tx, Phone phone, long exceptId) {
        Customers.lockPhone(tx, phone);
        return hasPhone(tx, phone, exceptId);
    }

    /// Whether somebody else has this user name; the database decides between racing requests.
    public static boolean hasUsername(Handle handle, String username, long exceptId) {
        return handle.createQuery(
                        "select exists (select from customer where username = :username and id <>"
                                + " :id)")
                .bind("username", username)
                .bind("id", exceptId)
                .mapTo(Boolean.class)
                .one();
    }

    /// The number of the one live account, no mere claim, that has proved this phone; empty where
    /// there is none, or several (contract 0.2.16). The cost is the same for both.
    public static Optional<Long> provedHolder(Handle handle, Phone phone) {
        var holders =
                handle.createQuery(
                                """
                                select c.id from customer c
                                 where c.phone = :phone and c.phone_verified_at is not null and c.is_active
                                """
                                        + Customers.NO_CLAIM
                                        + " limit 2")
                        .bind("phone", phone.e164())
                        .mapTo(Long.class)
                        .list();
        return holders.size() == 1 ? Optional.of(holders.getFirst()) : Optional.empty();
    }

    /// Takes a customer's phone away where another live account has it: she was a mere claim until
    /// now, for which nobody had to look.
    public static void yieldPhone(Handle tx, long id) {
        var phone =
                Customers.find(tx, id)
                        .flatMap(customer -> customer.person().phone())
                        .filter(held -> holdsPhone(tx, held, id));
        if (phone.isPresent()) {
            tx.createUpdate(
                            """
                            update customer
                               set phone = null, phone_verified_at = null,
                                   attributes = attributes - 'verified_phone'
                             where id = :id
                            """)
                    .bind("id", id)
                    .execute();
        }
    }
}
