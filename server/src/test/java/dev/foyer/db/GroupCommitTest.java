package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Eventually;

import org.jdbi.v3.core.Jdbi;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
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
        try {
            halt();
            var changes =
                    IntStream.rangeClosed(1, MANY)
                            .mapToObj(id -> threads.submit(() -> write(database, id, "waits")))
                            .toList();

            Eventually.holds("all of them wait", SOON, () -> waiting() == 1 + MANY);

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
        try {
            halt();
            var change =
                    threads.submit(
                            () ->
                                    database.change(
                                            tx -> tx.execute("insert into word values (1000)")));

            Eventually.holds("it waits", SOON, () -> waiting() == 2);

            assertThat(change.isDone()).isFalse();
        } finally {
            awaitStandby("");
        }
    }

    @Test
    void a_commit_of_which_nobody_knows_whether_it_lasts_is_no_success() {
        message("raise 'not for you' using errcode = '42501'");
        try (var refused = Database.open(server.url())) {
            refused.tellChanges(told::add);

            assertThatThrownBy(() -> write(refused, 1, "who knows"))
                    .isInstanceOf(Ending.Unknown.class)
                    .matches(Failures::isOutage);

            assertThat(told).containsExactly(Database.EVERYTHING);
            assertThat(number("select count(*) from word where text = 'who knows'")).isEqualTo(1);
        } finally {
            unmessage();
        }
    }

    @Test
    void a_message_follows_each_change_that_is_told_and_no_other() {
        administer("create table message (id int generated always as identity)");
        message("insert into message default values; return null");
        try (var counted = Database.open(server.url())) {
            var _ =
                    counted.read(
                            _ -> {
                                // On one connection, and often enough for plans that stay.
                                for (int i = 1; i <= 12; i++) {
                                    write(counted, 1, "told");
                                    counted.change(
                                            tx -> tx.execute("delete from word where id < 0"));
                                    assertThat(number("select count(*) from message")).isEqualTo(i);
                                }
                                return true;
                            });
        } finally {
            unmessage();
        }
    }

    /// Puts a function before that which sends the message.
    private static void message(String body) {
        administer(
                """
                create function pg_logical_emit_message(boolean, text, text) returns pg_lsn language plpgsql
                    as $$ begin %s; end $$"""
                        .formatted(body));
        administer("alter role foyer set search_path = public, pg_catalog");
    }

    private static void unmessage() {
        administer("alter role foyer reset search_path");
        administer("drop function public.pg_logical_emit_message");
    }

    /// From now on commits wait. The server hears of it late: until then one after the other is
    /// done, and the first that waits is there.
    private void halt() throws InterruptedException {
        awaitStandby("nobody");
        var probe = new AtomicReference<Future<?>>(CompletableFuture.completedFuture(null));
        Eventually.holds(
                "commits wait",
                SOON,
                () -> {
                    if (probe.get().isDone()) {
                        probe.set(threads.submit(this::probe));
                    }
                    return waiting() == 1;
                });
    }

    private void probe() {
        database.change(tx -> tx.execute("insert into word select min(id) - 1 from word"));
    }

    /// A change as the triggers of V17 would note it.
    private static void write(Database database, int id, String text) {
        database.change(
                tx -> {
                    tx.execute("update word set text = ? where id = ?", text, id);
                    tx.execute("select pg_notify('foyer_changes', ?)", "" + id);
                    tx.execute("select set_config('foyer.changed', ?, true)", "" + id);
                });
    }

    private static void awaitStandby(String name) {
        administer("alter system set synchronous_standby_names = '%s'".formatted(name));
        administer("select pg_reload_conf()");
    }

    /// How many transactions are done and wait for the standby.
    private static int waiting() {
        return number("select count(*) from pg_stat_activity where wait_event = 'SyncRep'");
    }

    private static int number(String sql) {
        return administrator()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
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
