package dev.foyer.address;

import dev.foyer.customer.Email;
import dev.foyer.customer.Phone;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL of `address`. Whoever writes holds the customer first
/// ([dev.foyer.customer.Customers#hold]).
public final class Addresses {
    private static final String SELECT =
            """
            select a.*, e.address as customer_email
              from address a join email_address e on e.customer_id = a.customer_id and e.is_primary
            """;

    private Addresses() {}

    /// The one that is selected.
    public static Optional<Address> primary(Handle handle, long customerId) {
        return handle.createQuery(SELECT + " where a.customer_id = :customer and a.is_primary")
                .bind("customer", customerId)
                .map((rs, _) -> address(rs))
                .findOne();
    }

    /// One of a customer's addresses; nobody else's.
    public static Optional<Address> find(Handle handle, long customerId, long id) {
        return handle.createQuery(SELECT + " where a.id = :id and a.customer_id = :customer")
                .bind("id", id)
                .bind("customer", customerId)
                .map((rs, _) -> address(rs))
                .findOne();
    }

    public static int count(Handle handle, long customerId) {
        return handle.createQuery("select count(*) from address where customer_id = :customer")
                .bind("customer", customerId)
                .mapTo(Integer.class)
                .one();
    }

    /// A slice of a customer's addresses: the primary one, then the newest first.
    public static List<Address> list(Handle handle, long customerId, int offset, int most) {
        return handle.createQuery(
                        SELECT
                                + """
                                 where a.customer_id = :customer
                                 order by a.is_primary desc, a.id desc limit :most offset :offset
                                """)
                .bind("customer", customerId)
                .bind("most", most)
                .bind("offset", offset)
                .map((rs, _) -> address(rs))
                .list();
    }

    /// Adds an address; where it is primary, no other one may be.
    ///
    /// @return its number
    public static long add(
            Handle tx, long customerId, boolean primary, Content content, Instant now) {
        return bind(
                        tx.createQuery(
                                """
                                insert into address (customer_id, is_primary, title, first_name, last_name, email,
                                                     phone_number, country, city, township, district, line, postcode,
                                                     is_corporate, company_name, tax_no, tax_office, identity_number,
                                                     e_bill_taxpayer, notes, extra_field, created_at)
                                values (:customer, :primary, :title, :firstName, :lastName, :email, :phone, :country,
                                        :city, :township, :district, :line, :postcode, :corporate, :company, :taxNo,
                                        :taxOffice, :identity, :electronic, :notes, :extra::jsonb, :now)
                                returning id
                                """),
                        content)
                .bind("customer", customerId)
                .bind("primary", primary)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /// Writes an address anew.
    public static void change(Handle tx, long id, Content content) {
        bind(
                        tx.createUpdate(
                                """
                                update address
                                   set title = :title, first_name = :firstName, last_name = :lastName, email = :email,
                                       phone_number = :phone, country = :country, city = :city, township = :township,
                                       district = :district, line = :line, postcode = :postcode,
                                       is_corporate = :corporate, company_name = :company, tax_no = :taxNo,
                                       tax_office = :taxOffice, identity_number = :identity,
                                       e_bill_taxpayer = :electronic, notes = :notes, extra_field = :extra::jsonb
                                 where id = :id
                                """),
                        content)
                .bind("id", id)
                .execute();
    }

    /// Leaves a customer without a primary address until the next statement names one.
    public static void unselect(Handle tx, long customerId) {
        tx.createUpdate(
                        "update address set is_primary = false where customer_id = :customer and is_primary")
                .bind("customer", customerId)
                .execute();
    }

    /// Makes an address the primary one; no other one may be.
    public static void select(Handle tx, long id) {
        tx.createUpdate("update address set is_primary = true where id = :id")
                .bind("id", id)
                .execute();
    }

    /// Makes the newest of a customer's addresses the primary one, if she has any.
    public static void selectNewest(Handle tx, long customerId) {
        tx.createUpdate(
                        """
                        update address set is_primary = true
                         where id = (select max(id) from address where customer_id = :customer)
                        """)
                .bind("customer", customerId)
                .execute();
    }

    /// Removes an address.
    ///
    /// @return whether it was the primary one; empty where she has no such address
    public static Optional<Boolean> remove(Handle tx, long customerId, long id) {
        return tx.createQuery(
                        "delete from address where id = :id and customer_id = :customer returning is_primary")
                .bind("id", id)
                .bind("customer", customerId)
                .mapTo(Boolean.class)
                .findOne();
    }

    /// Removes every address of a customer.
    public static void forget(Handle tx, long customerId) {
        tx.createUpdate("delete from address where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Content content) {
        var recipient = content.recipient();
        var where = content.whereabouts();
        var invoice = content.invoice();
        return statement
                .bind("title", content.title())
                .bind("firstName", recipient.firstName())
                .bind("lastName", recipient.lastName())
                .bind("email", recipient.email().map(Email::address).orElse(null))
                .bind("phone", recipient.phone().map(Phone::e164).orElse(null))
                .bind("country", where.country())
                .bind("city", where.city().orElse(null))
                .bind("township", where.township().orElse(null))
                .bind("district", where.district().orElse(null))
                .bind("line", where.line())
                .bind("postcode", where.postcode().orElse(null))
                .bind("corporate", invoice.corporate())
                .bind("company", invoice.companyName().orElse(null))
                .bind("taxNo", invoice.taxNumber().orElse(null))
                .bind("taxOffice", invoice.taxOffice().orElse(null))
                .bind("identity", invoice.identityNumber().orElse(null))
                .bind("electronic", invoice.electronic())
                .bind("notes", content.notes().orElse(null))
                .bind("extra", content.extra().map(Json::text).orElse(null));
    }

    private static Address address(ResultSet rs) throws SQLException {
        return new Address(
                rs.getLong("id"),
                rs.getLong("customer_id"),
                rs.getBoolean("is_primary"),
                rs.getString("customer_email"),
                new Content(
                        rs.getString("title"),
                        recipient(rs),
                        whereabouts(rs),
                        invoice(rs),
                        text(rs, "notes"),
                        text(rs, "extra_field").map(json -> (ObjectNode) Json.parseOwn(json))));
    }

    private static Recipient recipient(ResultSet rs) throws SQLException {
        return new Recipient(
                rs.getString("first_name"),
                rs.getString("last_name"),
                text(rs, "email").flatMap(Email::parse),
                text(rs, "phone_number").map(Phone::new));
    }

    private static Whereabouts whereabouts(ResultSet rs) throws SQLException {
        return new Whereabouts(
                rs.getInt("country"),
                id(rs, "city"),
                id(rs, "township"),
                id(rs, "district"),
                rs.getString("line"),
                text(rs, "postcode"));
    }

    private static Invoice invoice(ResultSet rs) throws SQLException {
        return new Invoice(
                rs.getBoolean("is_corporate"),
                text(rs, "company_name"),
                text(rs, "tax_no"),
                text(rs, "tax_office"),
                text(rs, "identity_number"),
                rs.getBoolean("e_bill_taxpayer"));
    }

    private static Optional<String> text(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getString(column));
    }

    private static Optional<Integer> id(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, Integer.class));
    }
}
