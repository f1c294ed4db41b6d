package dev.foyer.db;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// As whom PostgreSQL's programs run: they refuse to run as root.
///
/// An ordinary user runs them as himself. Root runs them as the user who owns the data directory;
/// where that is root himself, in a user namespace that maps nobody, in which the programs keep
/// root's rights to root's files and no other right of his; where the system refuses such a
/// namespace, as `nobody`, to whom the data directory is then handed.
///
/// @param prefix stands before each command
/// @param owner the user id that must own the data directory, [#OURSELVES] where it needs no care
record PostgresAccount(List<String> prefix, int owner) {
    static final int OURSELVES = -1;

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final Duration TRIAL = Duration.ofSeconds(10);

    static PostgresAccount choose(PostgresFolder folder, PostgresBinaries binaries)
            throws IOException {
        if (!weAreRoot()) {
            return new PostgresAccount(List.of(), OURSELVES);
        }
        var given = Files.exists(folder.data()) ? folder.data() : folder.root();
        var owner = ownerOf(given);
        var inNamespace = new PostgresAccount(List.of("unshare", "-U"), OURSELVES);
        if (owner == ROOT && inNamespace.trial(binaries) == null) {
            return inNamespace;
        }
        var other = as(owner == ROOT ? NOBODY : owner);
        var problem = other.trial(binaries);
        if (problem == null) {
            return other;
        }
        throw new EmbeddedPostgresException(
                ("PostgreSQL does not run as root, and user %d cannot run it in %s (%s):"
                                + " start as an ordinary user who owns that folder")
                        .formatted(other.owner, folder.root(), problem));
    }

    private static boolean weAreRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self)
                ? ownerOf(self) == ROOT
                : "root".equals(System.getProperty("user.name"));
    }

    private static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static PostgresAccount as(int user) {
        var id = Integer.toString(user);
        return new PostgresAccount(
                List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"), user);
    }

    /// Asks for the version, which also tells whether this user can come as far as the programs.
    /// Null when all is well, else what was said instead.
    private @Nullable String trial(PostgresBinaries binaries) {
        try {
            var running =
                    prepare(List.of(binaries.program("postgres").toString(), "--version"))
                            .redirectErrorStream(true)
                            .start();
            if (!Patience.until(() -> !running.isAlive(), TRIAL)) {
                running.destroyForcibly();
                return "no answer";
            }
            try (var said = running.inputReader(StandardCharsets.UTF_8)) {
                return running.exitValue() == 0 ? null : String.valueOf(said.readLine());
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// A command in a session of its own, so that a Ctrl-C meant for us does not reach it, and with
    /// an environment that holds nothing PostgreSQL would listen to.
    ProcessBuilder prepare(List<String> command) {
        var whole = new ArrayList<>(ownSession());
        whole.addAll(prefix);
        whole.addAll(command);
        var builder = new ProcessBuilder(whole);
        var path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
        return builder;
    }

    private static List<String> ownSession() {
        for (var place : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(place))) {
                return List.of(place);
            }
        }
        // macOS has no setsid, but has Perl.
        var perl = "/usr/bin/perl";
        return Files.isExecutable(Path.of(perl))
                ? List.of(perl, "-MPOSIX", "-e", "POSIX::setsid(); exec {$ARGV[0]} @ARGV or exit 1")
                : List.of();
    }

    /// Makes the tree the database user's own, where that is somebody else than we.
    void handOver(Path tree) throws IOException {
        if (owner == OURSELVES || ownerOf(tree) == owner) {
            return;
        }
        try (var files = Files.walk(tree)) {
            // The top last: its owner tells that all below it is done.
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
