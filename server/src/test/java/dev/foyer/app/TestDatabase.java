package dev.foyer.app;

import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.EmbeddedPostgres;
import dev.foyer.db.Migrations;

import org.jdbi.v3.core.Jdbi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// One real PostgreSQL for the whole test run, and in it a database for each test class, cloned
/// from a migrated one. It does not wait for its disk at the end of a transaction, as no test here
/// pulls the plug: those that do have a server and a folder of their own.
public final class TestDatabase {
    static final Path FOLDER = TestFolder.of("test-postgres");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    /// A `DATABASE_URL` of a database that nobody has used yet.
    public static String fresh() {
        var name = "shop_" + NUMBER.incrementAndGet();
        administer("drop database if exists " + name);
        administer("create database " + name + " template template_shop");
        return url(name);
    }

    /// The `DATABASE_URL` of a database without a single table.
    static String empty() {
        var name = "empty_" + NUMBER.incrementAndGet();
        administer("drop database if exists " + name);
        administer("create database " + name);
        return url(name);
    }

    /// The `DATABASE_URL` of an empty database and its owner, who is an ordinary role there.
    ///
    /// @param before what an administrator does in the database
    static String ofOrdinaryRole(String before) {
        var name = "confined_" + NUMBER.incrementAndGet();
        administer(
                """
                do $$ begin
                    create role confined login password 'sesame';
                exception when duplicate_object then null;
                end $$""");
        administer("drop database if exists " + name);
        administer("create database " + name + " owner confined");
        Jdbi.create(SERVER.jdbcUrl(name), SERVER.user(), SERVER.password())
                .useHandle(handle -> handle.execute(before));
        return "postgresql://confined:sesame@127.0.0.1:%d/%s".formatted(SERVER.port(), name);
    }

    /// The `DATABASE_URL` of a database of this name.
    static String url(String name) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(
                        SERVER.user(),
                        URLEncoder.encode(SERVER.password(), StandardCharsets.UTF_8),
                        SERVER.port(),
                        name);
    }

    /// Where the database server listens.
    static int port() {
        return SERVER.port();
    }

    private static EmbeddedPostgres start() {
        var server = EmbeddedPostgres.start(FOLDER);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        administer(server, "alter role %s set synchronous_commit = off".formatted(server.user()));
        administer(server, "drop database if exists template_shop");
        administer(server, "create database template_shop");
        var template =
                new DatabaseUrl(server.jdbcUrl("template_shop"), server.user(), server.password());
        Migrations.run(template);
        return server;
    }

    private static void administer(String sql) {
        administer(SERVER, sql);
    }

    private static void administer(EmbeddedPostgres server, String sql) {
        Jdbi.create(server.jdbcUrl("postgres"), server.user(), server.password())
                .useHandle(handle -> handle.execute(sql));
    }
}
