package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.TestDatabase;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// A start that finds every migration done leaves the library alone; whatever differs from that is
/// the library's to judge, and is judged as it always was.
class MigrationsTest {
    private final DatabaseUrl url = DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow();

    @Test
    void our_notes_are_those_of_the_library() throws Exception {
        var steps =
                ShippedMigrations.notes().orElseThrow().stream()
                        .map(note -> List.of(note.split("\\|", -1)))
                        .map(
                                note ->
                                        new Migrations.Step(
                                                note.get(0), Integer.parseInt(note.get(4))))
                        .toList();

        assertThat(steps).containsExactlyInAnyOrderElementsOf(Migrations.known(url));
        assertThat(haveRun()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update schema_history set checksum = checksum + 1 where version = '3'",
                "update schema_history set description = 'another' where version = '3'",
                "update schema_history set type = 'JDBC' where version = '3'",
                "update schema_history set success = false where version = '3'",
            })
    void a_migration_that_changed_or_failed_is_refused(String change) throws Exception {
        execute(change);

        assertThat(haveRun()).isFalse();
        assertThatThrownBy(() -> Migrations.run(url)).isInstanceOf(FlywayValidateException.class);
    }

    @Test
    void one_that_left_no_note_is_run() throws Exception {
        execute("delete from schema_history where version = '20'");
        execute("alter table session rename to another_name");

        assertThat(haveRun()).isFalse();
        assertThatThrownBy(() -> Migrations.run(url))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("V20__change_statistics.sql");
    }

    @Test
    void a_newer_version_that_was_here_is_no_hindrance() throws Exception {
        execute(
                """
                insert into schema_history
                select 999, '999', 'later', type, 'V999__later.sql', 1, installed_by, now(), 1, true
                  from schema_history where version = '1'
                """);

        assertThat(haveRun()).isFalse();
        Migrations.run(url);
        assertThat(haveRun()).isFalse();
    }

    @Test
    void tables_of_an_older_version_are_brought_up_to_date() throws Exception {
        execute("drop schema public cascade; create schema public");
        assertThat(haveRun()).isFalse();
        Migrations.runUpTo(url, "2");
        assertThat(haveRun()).isFalse();

        Migrations.run(url);

        assertThat(haveRun()).isTrue();
    }

    @Test
    void tables_of_somebody_else_are_refused() throws Exception {
        execute("drop table schema_history");

        assertThat(haveRun()).isFalse();
        assertThatThrownBy(() -> Migrations.run(url)).isInstanceOf(FlywayException.class);
    }

    @Test
    void notes_in_another_schema_on_the_path_do_not_count() throws Exception {
        execute("create schema own");
        try (var connection = Snapshot.connect(url);
                var statement = connection.createStatement()) {
            statement.execute("set search_path = own, public");
            assertThat(Migrations.haveRun(connection)).isFalse();
            statement.execute("set search_path = public, own");
            assertThat(Migrations.haveRun(connection)).isTrue();
        }
    }

    private boolean haveRun() throws Exception {
        try (var connection = Snapshot.connect(url)) {
            return Migrations.haveRun(connection);
        }
    }

    private void execute(String sql) throws Exception {
        try (var connection = Snapshot.connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
