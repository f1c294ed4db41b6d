package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.TreeSet;

/// The registry of personal data, held against the database.
class PersonalDataTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String COLUMNS =
            """
            select c.table_name || '.' || c.column_name
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
               and c.table_name <> 'schema_history'
            """;

    private static final String UNGUARDED =
            """
            select c.table_name from information_schema.columns c
             where c.table_schema = 'public' and c.column_name = 'customer_id'
               and not exists (select from pg_trigger t
                                where t.tgrelid = c.table_name::regclass
                                  and t.tgname in ('refuse_erased', 'leave_out_erased'))
            """;

    @Test
    void every_column_of_every_table_is_classified() {
        List<String> columns =
                shop.database()
                        .read(handle -> handle.createQuery(COLUMNS).mapTo(String.class).list());
        var there = new TreeSet<>(columns);
        var classified = new TreeSet<String>();
        PersonalData.TABLES.forEach(
                table ->
                        table.columns()
                                .forEach(
                                        column ->
                                                classified.add(
                                                        table.name() + "." + column.name())));

        assertThat(classified).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void no_table_takes_a_row_for_a_customer_who_is_being_erased() {
        List<String> unguarded =
                shop.database()
                        .read(handle -> handle.createQuery(UNGUARDED).mapTo(String.class).list());

        // The first is deleted by the ledger, the others tell of the erasure itself.
        assertThat(unguarded)
                .containsExactlyInAnyOrder("consent_key", "erasure_certificate", "audit_event");
    }

    @Test
    void no_column_is_classified_twice_in_one_entry() {
        PersonalData.TABLES.forEach(
                table ->
                        assertThat(table.columns().stream().map(DataTable.Column::name))
                                .as(table.name())
                                .doesNotHaveDuplicates());
    }

    @Test
    void what_stays_keeps_no_secret() {
        PersonalData.TABLES.stream()
                .filter(table -> !table.goes())
                .forEach(
                        table ->
                                assertThat(table.of(DataTable.Kind.SECRET))
                                        .as(table.name())
                                        .isEmpty());
    }
}
