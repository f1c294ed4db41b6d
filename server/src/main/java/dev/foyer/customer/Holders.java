package dev.foyer.customer;

import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Whose an address or a phone is, asked for many at once: one statement, however many they are.
public final class Holders {
    private Holders() {}

    /// One account that has one of the values asked for.
    public record Holder<T>(T value, long customerId) {
        /// Names her by number alone, so that it may stand in a log.
        @Override
        public String toString() {
            return "customer " + customerId;
        }
    }

    /// The accounts that have one of these addresses as the primary one, or as a proved further
    /// one.
    public static List<Holder<Email>> ofEmails(Handle handle, Collection<Email> emails) {
        return find(
                handle,
                """
                select identity, customer_id from email_address
                 where identity in (select jsonb_array_elements_text(cast(:values as jsonb)))
                   and (is_primary or verified_at is not null)
                """,
                emails.stream().map(Email::identity).toList(),
                identity -> Email.parse(identity).orElseThrow());
    }

    /// The accounts that have one of these phones, proved or not; several may share one.
    public static List<Holder<Phone>> ofPhones(Handle handle, Collection<Phone> phones) {
        return find(
                handle,
                """
                select phone, id from customer
                 where phone in (select jsonb_array_elements_text(cast(:values as jsonb)))
                """,
                phones.stream().map(Phone::e164).toList(),
                Phone::new);
    }

    private static <T> List<Holder<T>> find(
            Handle handle, String sql, List<String> values, Function<String, T> reader) {
        if (values.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(sql)
                .bind("values", Json.text(Json.node(values)))
                .map((rs, _) -> new Holder<>(reader.apply(rs.getString(1)), rs.getLong(2)))
                .list();
    }
}
