package dev.foyer.customer;

import dev.foyer.db.Awaited;
import dev.foyer.db.Unawaited;
import dev.foyer.db.Undone;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The SQL of `customer`.
public final class Customers {
    static final String SELECT =
            """
            select c.*, e.id as email_id, e.address, e.verified_at is not null as verified
              from customer c join email_address e on e.customer_id = c.id and e.is_primary
            """;

    /// A registration whose address is still to be proved, and who has never come in: such a claim
    /// reserves nothing (contract 0.2.8), so that nobody can tell by a phone whether it is there.
    static final String NO_CLAIM =
            """
             and not (c.last_login is null and c.attributes @> '{"verification_required": true}'
                      and exists (select from email_address e
                                   where e.customer_id = c.id and e.is_primary and e.verified_at is null))
            """;

    private Customers() {}

    /// What came of adding a customer.
    public sealed interface Added {
        /// She is there.
        record Done(Customer customer) implements Added {}

        /// Her address is somebody's already.
        record EmailTaken() implements Added, Undone {}

        /// Her user name is somebody's already.
        record UsernameTaken() implements Added, Undone {}
    }

    /// Adds a customer with her primary address. The database decides what is taken, also between
    /// racing requests.
    public static Added add(Handle tx, NewCustomer customer) {
        return EmailAddresses.claim(tx, customer.email(), customer.joined())
                .<Added>map(id -> insert(tx, customer, id))
                .orElseGet(Added.EmailTaken::new);
    }

    /// A customer by number.
    public static Optional<Customer> find(Handle handle, long id) {
        return Awaited.query(handle, SELECT + " where c.id = :id")
                .bind("id", id)
                .findOne(Customers::customer);
    }

    /// Holds a customer's row until the transaction ends: what is decided on her account is decided
    /// one after the other. False where there is no such customer.
    public static boolean lock(Handle tx, long id) {
        return tx.createQuery("select true from customer where id = :id for no key update")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    /// Whoever has chosen a password for herself is no guest any more (contract B.4.2, B.5.1).
    public static void register(Handle tx, long id) {
        tx.createUpdate(
                        """
                        update customer set user_type = 'registered'
                         where id = :id and user_type <> 'registered'
                        """)
                .bind("id", id)
                .execute();
    }

    /// Forgets everything that was told about a customer by somebody who turned out not to be her
    /// (contract 0.2.8). The number, the address and the consents stay, the last of which the
    /// ledger alone changes.
    public static void strip(Handle tx, long id, String languageCode) {
        tx.createUpdate(
                        """
                        update customer
                           set username = null, first_name = '', last_name = '', phone = null,
                               phone_verified_at = null, gender = null, date_of_birth = null, avatar = null,
                               language_code = :language, last_login = null,
                               attributes = '{"register_client_type": "default", "confirm": true}'
                         where id = :id
                        """)
                .bind("id", id)
                .bind("language", languageCode)
                .execute();
    }

    /// Holds a customer until the transaction ends, so that of several who would change what is
    /// hers one goes on and the others wait; false where she has been erased. New rows that refer
    /// to her do not wait.
    public static boolean hold(Handle tx, long id) {
        return tx.createQuery(
                        "select true from customer where id = :id and erased_at is null for no key update")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    /// Notes a sign-in, and holds her until the transaction ends; whether she may come in is to be
    /// asked after this.
    public static void noteSignIn(Handle tx, long id, String address, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        update customer
                           set last_login = :now,
                               attributes = jsonb_set(attributes, '{logged_ip}', to_jsonb(:address::text))
                         where id = :id
                        """)
                .bind("id", id)
                .bind("address", address)
                .bind("now", now)
                .send();
    }

    /// Whether an account is open.
    public static boolean isActive(Handle tx, long id) {
        return Awaited.query(tx, "select is_active from customer where id = :id")
                .bind("id", id)
                .findOne(row -> row.getBoolean(1))
                .orElse(false);
    }

    /// Notes in which city a customer is; false where the account has been closed meanwhile.
    public static boolean liveIn(Handle tx, long id, String city) {
        return tx.createUpdate(
                                """
                        update customer set attributes = jsonb_set(attributes, '{city}', to_jsonb(:city::text))
                         where id = :id and is_active
                        """)
                        .bind("id", id)
                        .bind("city", city)
                        .execute()
                == 1;
    }

    /// Notes which language a customer speaks; false where the account has been closed meanwhile.
    public static boolean speak(Handle tx, long id, String locale) {
        return tx.createUpdate(
                                "update customer set language_code = :locale where id = :id and is_active")
                        .bind("id", id)
                        .bind("locale", locale)
                        .execute()
                == 1;
    }

    /// In which city a customer is, if she said so.
    public static Optional<String> city(Handle handle, long id) {
        return handle.createQuery(
                        "select attributes ->> 'city' as city from customer where id = :id")
                .bind("id", id)
                .map((rs, _) -> Optional.ofNullable(rs.getString("city")))
                .findOne()
                .flatMap(city -> city);
    }

    /// Whether a live account that is no mere claim has this phone. A look before the leap; see
    /// [#holdsPhone].
    public static boolean hasPhone(Handle handle, Phone phone) {
        return handle.createQuery(
                        "select exists (select from customer c where c.phone = :phone and c.is_active"
                                + NO_CLAIM
                                + ")")
                .bind("phone", phone.e164())
                .mapTo(Boolean.class)
                .one();
    }

    /// The same for a transaction that is about to give the phone to somebody: of several at once,
    /// one goes on and the others wait for its end.
    public static boolean holdsPhone(Handle tx, Phone phone) {
        lockPhone(tx, phone);
        return hasPhone(tx, phone);
    }

    /// Those who are about to give a phone to somebody queue here.
    static void lockPhone(Handle tx, Phone phone) {
        tx.createQuery(
                        "select true from (select pg_advisory_xact_lock(hashtextextended(:phone, 11))) as locked")
                .bind("phone", "phone " + phone.e164())
                .mapTo(Boolean.class)
                .one();
    }

    private static Added insert(Handle tx, NewCustomer customer, long id) {
        int inserted =
                tx.createUpdate(
                                """
                                insert into customer (id, username, first_name, last_name, phone, gender,
                                                      date_of_birth, language_code, attributes, user_type,
                                                      client_type, email_allowed, sms_allowed, call_allowed,
                                                      whatsapp_allowed, date_joined, last_login,
                                                      phone_verified_at)
                                values (:id, :username, :firstName, :lastName, :phone, :gender, :dateOfBirth,
                                        :languageCode, :attributes::jsonb, :userType, :clientType, :email, :sms,
                                        :call, :whatsapp, :joined, :lastLogin, :phoneVerified)
                                on conflict (username) do nothing
                                """)
                        .bind("id", id)
                        .bind("username", customer.username().orElse(null))
                        .bind("firstName", customer.person().firstName())
                        .bind("lastName", customer.person().lastName())
                        .bind("phone", customer.person().phone().map(Phone::e164).orElse(null))
                        .bind("gender", customer.person().gender().orElse(null))
                        .bind("dateOfBirth", customer.person().dateOfBirth().orElse(null))
                        .bind("languageCode", customer.languageCode())
                        .bind("attributes", Json.text(customer.attributes()))
                        .bind("userType", customer.userType())
                        .bind("clientType", customer.clientType())
                        .bind("email", customer.consents().email())
                        .bind("sms", customer.consents().sms())
                        .bind("call", customer.consents().call())
                        .bind("whatsapp", customer.consents().whatsapp())
                        .bind("joined", customer.joined())
                        .bind("lastLogin", customer.signedIn() ? customer.joined() : null)
                        .bind("phoneVerified", customer.phoneProved() ? customer.joined() : null)
                        .execute();
        return inserted == 1
                ? new Added.Done(find(tx, id).orElseThrow())
                : new Added.UsernameTaken();
    }

    static Customer customer(ResultSet rs) throws SQLException {
        return new Customer(
                rs.getLong("id"),
                Optional.ofNullable(rs.getString("username")),
                new Person(
                        rs.getString("first_name"),
                        rs.getString("last_name"),
                        Optional.ofNullable(rs.getString("phone")).map(Phone::new),
                        Optional.ofNullable(rs.getString("gender")),
                        Optional.ofNullable(rs.getObject("date_of_birth", LocalDate.class))),
                new Customer.PrimaryEmail(
                        rs.getLong("email_id"), rs.getString("address"), rs.getBoolean("verified")),
                new Consents(
                        rs.getBoolean("email_allowed"),
                        rs.getBoolean("sms_allowed"),
                        rs.getBoolean("call_allowed"),
                        rs.getBoolean("whatsapp_allowed")),
                Optional.ofNullable(rs.getString("avatar")),
                rs.getString("language_code"),
                (ObjectNode) Json.parseOwn(rs.getString("attributes")),
                rs.getString("user_type"),
                rs.getString("client_type"),
                rs.getBoolean("is_active"),
                rs.getObject("date_joined", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rs.getObject("last_login", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
