package dev.foyer.db;

import java.util.ArrayList;
import java.util.List;

/// How the embedded PostgreSQL is run.
///
/// Given on the command line, which nothing in the data directory overrides: these are promises.
/// What is not named here may be tuned with `alter system`.
final class PostgresSettings {
    private static final List<String> PROMISES =
            List.of(
                    // Whatever was answered with success is on disk.
                    "fsync=on",
                    "full_page_writes=on",
                    "synchronous_commit=on",
                    // Nobody from outside comes in. The bundled OpenSSL is an old one, and on the
                    // loopback address there is nobody to hide from.
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "ssl=off",
                    "password_encryption=scram-sha-256",
                    // One log, ours to keep small. Terse, because the details of a refused row
                    // quote the row, and customers' data have no place in a log.
                    "logging_collector=off",
                    "log_destination=stderr",
                    "log_error_verbosity=terse",
                    "lc_messages=C",
                    "log_timezone=UTC",
                    "timezone=UTC",
                    // Modest: the pool holds sixteen connections, commands and tests a few more.
                    "shared_buffers=128MB",
                    "max_connections=100");

    private PostgresSettings() {}

    static List<String> command(PostgresCluster cluster, int port) {
        var command = new ArrayList<String>();
        command.add(cluster.binaries().program("postgres").toString());
        command.add("-D");
        command.add(cluster.folder().data().toString());
        for (var promise : PROMISES) {
            command.add("-c");
            command.add(promise);
        }
        command.add("-c");
        command.add("port=" + port);
        return command;
    }
}
