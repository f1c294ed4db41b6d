package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.Migrations;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// `kill -9` in the middle of a backup and of a restore; the embedded database, with and without a
/// server on it.
class BackupCrashTest {
    private static final String DATABASE = TestDatabase.fresh();

    @RegisterExtension
    static final Shop shop = Shop.open().with("DATABASE_URL", DATABASE).mayLeaveMessages();

    @TempDir static Path folder;

    @Test
    void a_kill_leaves_no_half_a_backup_and_no_half_a_database() throws Exception {
        Shopper.signedIn(shop, "ayse@example.com");
        var file = folder.resolve("shop.backup");
        killedAtLock(DATABASE, "backup", file);
        assertThat(file).doesNotExist();
        Backups.backup(DATABASE, file);
        assertThat(Path.of(file + ".part")).doesNotExist();

        var fresh = TestDatabase.empty();
        Migrations.run(DatabaseUrl.parse(fresh).orElseThrow());
        killedAtLock(fresh, "restore", file);
        assertThat(Backups.number(fresh, "select count(*) from customer")).isZero();
        assertThat(Backups.number(fresh, "select count(*) from installation")).isZero();

        assertThat(Backups.foyer(fresh, "restore", file.toString()).code()).isZero();
        assertThat(Backups.contents(fresh).get("customer"))
                .isEqualTo(Backups.contents(DATABASE).get("customer"));
    }

    /// Kills the command where it waits for a table that we hold: by then others are done.
    private static void killedAtLock(String database, String command, Path file) throws Exception {
        try (var holder = Backups.open(database)) {
            holder.begin();
            holder.execute("lock table session in access exclusive mode");
            var program = Program.start(Backups.environment(database), command, file.toString());
            Eventually.holds(
                    "the command waits for our lock",
                    Duration.ofSeconds(60),
                    () ->
                            Backups.number(
                                            database,
                                            """
                                            select count(*) from pg_stat_activity
                                             where application_name = 'foyer backup' and wait_event_type = 'Lock'
                                               and datname = current_database()
                                            """)
                                    > 0);
            program.kill();
            holder.rollback();
        }
        Eventually.holds(
                "PostgreSQL has noticed",
                Duration.ofSeconds(60),
                () ->
                        Backups.number(
                                        database,
                                        """
                                        select count(*) from pg_stat_activity
                                         where application_name = 'foyer backup' and datname = current_database()
                                        """)
                                == 0);
    }

    @Test
    void the_embedded_database_is_backed_up_beside_its_server_and_restored_into_another_folder()
            throws Exception {
        var data = folder.resolve("data");
        var environment = Map.of("FOYER_DATA", data.toString());
        var running = folder.resolve("running.backup");
        var stopped = folder.resolve("stopped.backup");
        assertThat(Program.run(environment, "backup", running.toString()).err())
                .contains("foyer: no secret key: set SECRET_KEY, or put the file secret-key into ");
        assertThat(data).doesNotExist();
        try (var server = Program.serve(Program.withPrograms(data), Map.of())) {
            Shopper.guest(server.url())
                    .post(
                            "/users/registration/",
                            Person.named("Ayşe", "Yılmaz").withEmail("ayse@example.com").json())
                    .answers(201);
            var ended = Program.run(environment, "backup", running.toString(), "--json");
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).matches("\\{\"tables\":\\d+,\"rows\":\\d+}\n");
            assertThat(Program.run(environment, "restore", running.toString()).err())
                    .contains("is in use by process ");
        }
        var ended = Program.run(environment, "backup", stopped.toString(), "--json");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).matches("\\{\"tables\":\\d+,\"rows\":\\d+}\n");

        var fresh = Program.withPrograms(folder.resolve("fresh"));
        Files.copy(data.resolve("secret-key"), fresh.resolve("secret-key"));
        var back = Map.of("FOYER_DATA", fresh.toString());
        var restored = Program.run(back, "restore", running.toString(), "--json");
        assertThat(restored.err()).isEmpty();
        assertThat(restored.out()).matches("\\{\"tables\":\\d+,\"rows\":\\d+}\n");
        try (var server = Program.serve(fresh, Map.of())) {
            Shopper.guest(server.url()).login("ayse@example.com").answers(200);
        }
    }
}
