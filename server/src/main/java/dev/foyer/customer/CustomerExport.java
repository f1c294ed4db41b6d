package dev.foyer.customer;

import dev.foyer.customer.ImportedCustomer.Address;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads all customers, page by page, as an import takes them.
public final class CustomerExport {
    private CustomerExport() {}

    /// A customer under her number.
    public record Numbered(long id, ImportedCustomer customer) {}

    /// The customers with the next higher numbers, in their order; one statement.
    ///
    /// @param after the last number of the page before, 0 for the first page
    public static List<Numbered> page(Handle handle, long after, int most) {
        return handle.createQuery(
                        """
                        select c.*, e.addresses, e.verified
                          from (select * from customer
                                 where id > :after and erased_at is null
                                   and exists (select from email_address where customer_id = customer.id and is_primary)
                                 order by id limit :most) c
                          cross join lateral (
                                 select array_agg(address order by not is_primary, identity, id) as addresses,
                                        array_agg(to_char(verified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ')
                                                  order by not is_primary, identity, id) as verified
                                   from email_address where customer_id = c.id) e
                         order by c.id
                        """)
                .bind("after", after)
                .bind("most", most)
                .map((rs, _) -> new Numbered(rs.getLong("id"), customer(rs)))
                .list();
    }

    /// How many there are.
    public static long count(Handle handle) {
        return handle.createQuery("select count(*) from customer").mapTo(Long.class).one();
    }

    private static ImportedCustomer customer(ResultSet rs) throws SQLException {
        return new ImportedCustomer(
                text(rs, "external_id"),
                text(rs, "username"),
                new Person(
                        rs.getString("first_name"),
                        rs.getString("last_name"),
                        text(rs, "phone").map(Phone::new),
                        text(rs, "gender"),
                        Optional.ofNullable(rs.getObject("date_of_birth", LocalDate.class))),
                addresses(rs),
                time(rs, "phone_verified_at"),
                new Consents(
                        rs.getBoolean("email_allowed"),
                        rs.getBoolean("sms_allowed"),
                        rs.getBoolean("call_allowed"),
                        rs.getBoolean("whatsapp_allowed")),
                text(rs, "consent_version"),
                time(rs, "consented_at"),
                rs.getString("language_code"),
                (ObjectNode) Json.parseOwn(rs.getString("attributes")),
                rs.getString("user_type"),
                rs.getString("client_type"),
                rs.getBoolean("is_active"),
                time(rs, "date_joined").orElseThrow(),
                time(rs, "last_login"));
    }

    private static List<Address> addresses(ResultSet rs) throws SQLException {
        var texts = (String[]) rs.getArray("addresses").getArray();
        var verified = (String[]) rs.getArray("verified").getArray();
        var addresses = new ArrayList<Address>();
        for (int i = 0; i < texts.length; i++) {
            var when = Optional.ofNullable(verified[i]).map(Instant::parse);
            addresses.add(new Address(Email.parse(texts[i]).orElseThrow(), when));
        }
        return addresses;
    }

    private static Optional<String> text(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getString(column));
    }

    private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
