package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Eventually;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Changes that nodes are told of are durable when they are answered, and wait for that together.
/// The disk cannot be halted here; a standby that never comes is waited for at the same place.
class GroupCommitTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MANY = 5;

    @TempDir static Path parent;
    private static EmbeddedPostgres server;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> told = new ArrayList<>();
    private Database database;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.start(parent.resolve("postgres"));
        administer("create table word (id int primary key, text text default '')");
        administer("insert into word (id) select generate_series(1, " + MANY + ")");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        database = Database.open(server.url());
    }

    @AfterEach
    void close() {
        threads.close();
        database.close();
    }

    @Test
    void they_wait_for_the_standby_beside_each_other() throws InterruptedException {
        awaitStandby("nobody");
        try {
            var changes =
                    IntStream.rangeClosed(1, MANY)
                            .mapToObj(id -> threads.submit(() -> write(id, "waits")))
                            .toList();

            Eventually.holds("all of them wait", SOON, () -> waiting() == MANY);

            assertThat(changes).noneMatch(Future::isDone);
            awaitStandby("");
            Eventually.holds("nobody waits", SOON, () -> changes.stream().allMatch(Future::isDone));
            assertThat(changes).extracting(Future::state).containsOnly(Future.State.SUCCESS);
        } finally {
            awaitStandby("");
        }
    }

    @Test
    void who_tells_nobody_waits_as_well() throws InterruptedException {
        awaitStandby("nobody");
        try {
            var change =
                    threads.submit(
                            () ->
                                    database.change(
                                            tx -> tx.execute("update word set text = 'quiet'")));

            Eventually.holds("it waits", SOON, () -> waiting() == 1);

            assertThat(change.isDone()).isFalse();
        } finally {
            awaitStandby("");
        }
    }

    @Test
    void a_commit_of_which_nobody_knows_whether_it_lasts_is_no_success() {
        database.tellChanges(told::add);
        administer(
                """
                create function pg_logical_emit_message(boolean, text, text) returns pg_lsn language plpgsql
                    as $$ begin raise 'the disk is full' using errcode = '53100'; end $$""");
        administer("alter role foyer set search_path = public, pg_catalog");
        database.reconnect();
        try {
            assertThatThrownBy(() -> write(1, "who knows"))
                    .isInstanceOf(JdbiException.class)
                    .isNotInstanceOf(Ending.Refused.class)
                    .matches(Failures::isOutage);

            assertThat(told).containsExactly(Database.EVERYTHING);
            assertThat(text(1)).isEqualTo("who knows");
        } finally {
            administer("alter role foyer reset search_path");
            administer("drop function public.pg_logical_emit_message");
        }
    }

    @Test
    void the_next_one_on_the_connection_waits_only_if_it_has_something_to_tell() {
        database.tellChanges(told::add);

        database.read(
                handle -> {
                    write(1, "told");
                    database.change(tx -> tx.execute("update word set text = 'quiet'"));
                    assertThat(setting(handle, "foyer.told")).isEqualTo("false");
                    assertThat(setting(handle, "synchronous_commit")).isEqualTo("on");
                    return true;
                });

        assertThat(told).containsExactly("1", "");
    }

    /// A change as the triggers of V17 would note it.
    private void write(int id, String text) {
        database.change(
                tx -> {
                    tx.execute("update word set text = ? where id = ?", text, id);
                    tx.execute("select pg_notify('foyer_changes', ?)", "" + id);
                    tx.execute("select set_config('foyer.changed', ?, true)", "" + id);
                });
    }

    private String text(int id) {
        return database.read(
                handle ->
                        handle.createQuery("select text from word where id = " + id)
                                .mapTo(String.class)
                                .one());
    }

    private static String setting(Handle handle, String name) {
        return handle.createQuery("select current_setting(:name)")
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }

    private static void awaitStandby(String name) {
        administer("alter system set synchronous_standby_names = '%s'".formatted(name));
        administer("select pg_reload_conf()");
    }

    /// How many transactions are done and wait for the standby.
    private static int waiting() {
        return administrator()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "select count(*) from pg_stat_activity where wait_event = 'SyncRep'")
                                        .mapTo(Integer.class)
                                        .one());
    }

    private static void administer(String sql) {
        administrator()
                .useHandle(
                        handle -> {
                            handle.execute("set synchronous_commit = local");
                            handle.execute(sql);
                        });
    }

    private static Jdbi administrator() {
        return Jdbi.create(server.jdbcUrl(), server.user(), server.password());
    }
}
