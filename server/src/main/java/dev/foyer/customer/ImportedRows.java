package dev.foyer.customer;

import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Many rows of `customer` in one statement.
final class ImportedRows {
    private static final String INSERT =
            """
            insert into customer (id, username, first_name, last_name, phone, phone_verified_at, gender, date_of_birth,
                                  language_code, attributes, user_type, client_type, email_allowed, sms_allowed,
                                  call_allowed, whatsapp_allowed, is_active, date_joined, last_login,
                                  external_id, consent_version, consented_at)
            select id, username, first_name, last_name, phone, phone_verified::timestamptz, gender, born::date,
                   language_code, attributes::jsonb, user_type, client_type, email::boolean, sms::boolean,
                   call::boolean, whatsapp::boolean, active::boolean, joined::timestamptz, last_login::timestamptz,
                   external_id, consent_version, consented::timestamptz
              from unnest(:ids, :username, :firstName, :lastName, :phone, :phoneVerified, :gender, :born, :languageCode,
                          :attributes, :userType, :clientType, :email, :sms, :call, :whatsapp, :active, :joined,
                          :lastLogin, :externalId, :consentVersion, :consented)
                   as r(id, username, first_name, last_name, phone, phone_verified, gender, born, language_code,
                        attributes, user_type, client_type, email, sms, call, whatsapp, active, joined, last_login,
                        external_id, consent_version, consented)
            on conflict do nothing
            returning id
            """;

    private ImportedRows() {}

    /// A customer under the number that she is to have.
    record Row(long id, ImportedCustomer customer) {}

    /// Inserts them, in the order of their user names.
    ///
    /// @return the numbers of those whose user name and external id were free
    static Set<Long> insert(Handle tx, List<Row> rows) {
        var sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(row -> row.customer().username().orElse("")));
        var insert = tx.createQuery(INSERT);
        bindOwn(insert, sorted);
        bindRest(insert, sorted);
        return new HashSet<>(insert.mapTo(Long.class).list());
    }

    private static void bindOwn(SqlStatement<?> insert, List<Row> rows) {
        insert.bindArray("ids", Long.class, rows.stream().map(Row::id).toList());
        bind(insert, "username", rows, row -> row.customer().username());
        bind(insert, "firstName", rows, row -> Optional.of(row.customer().person().firstName()));
        bind(insert, "lastName", rows, row -> Optional.of(row.customer().person().lastName()));
        bind(insert, "phone", rows, row -> row.customer().person().phone().map(Phone::e164));
        bind(insert, "phoneVerified", rows, row -> row.customer().phoneVerified());
        bind(insert, "gender", rows, row -> row.customer().person().gender());
        bind(insert, "born", rows, row -> row.customer().person().dateOfBirth());
        bind(insert, "languageCode", rows, row -> Optional.of(row.customer().languageCode()));
        bind(
                insert,
                "attributes",
                rows,
                row -> Optional.of(Json.text(row.customer().attributes())));
    }

    private static void bindRest(SqlStatement<?> insert, List<Row> rows) {
        bind(insert, "userType", rows, row -> Optional.of(row.customer().userType()));
        bind(insert, "clientType", rows, row -> Optional.of(row.customer().clientType()));
        bind(insert, "email", rows, row -> Optional.of(row.customer().consents().email()));
        bind(insert, "sms", rows, row -> Optional.of(row.customer().consents().sms()));
        bind(insert, "call", rows, row -> Optional.of(row.customer().consents().call()));
        bind(insert, "whatsapp", rows, row -> Optional.of(row.customer().consents().whatsapp()));
        bind(insert, "active", rows, row -> Optional.of(row.customer().active()));
        bind(insert, "joined", rows, row -> Optional.of(row.customer().joined()));
        bind(insert, "lastLogin", rows, row -> row.customer().lastLogin());
        bind(insert, "externalId", rows, row -> row.customer().externalId());
        bind(insert, "consentVersion", rows, row -> row.customer().consentVersion());
        bind(insert, "consented", rows, row -> row.customer().consented());
    }

    /// One column of all rows, as texts that the statement casts; nothing becomes null.
    static <R> void bind(
            SqlStatement<?> statement,
            String name,
            List<R> rows,
            Function<R, ? extends Optional<?>> value) {
        var column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i)).map(Object::toString).orElse(null);
        }
        statement.bindArray(name, String.class, (Object[]) column);
    }
}
