package dev.foyer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How `./foyer` runs a JVM. The options are read from the launcher itself, so that what is
/// measured is what is run.
record Launcher(Path home, List<String> options) {
    private static final Pattern OPTIONS =
            Pattern.compile("^java_options=\"([^\"]+)\"$", Pattern.MULTILINE);

    /// The young generation is large, so that what is under way is not copied often.
    private static final List<String> TOOL =
            List.of("-XX:+UseSerialGC", "-Xms768m", "-Xmx1g", "-Xmn400m");

    /// The launcher at the root of this repository: where `foyer.home` says, or else the nearest
    /// one above the working directory.
    static Launcher find() throws IOException {
        var start = Path.of(System.getProperty("foyer.home", "")).toAbsolutePath();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            var script = folder.resolve("foyer");
            if (Files.isRegularFile(script)) {
                return new Launcher(folder, options(Files.readString(script)));
            }
        }
        throw new BenchFailed("no launcher ./foyer in " + start + " or above");
    }

    /// The command line of a program on our own class path, run as the server is.
    List<String> command(String program, List<String> arguments) {
        return ours(options, program, arguments);
    }

    /// The command line of a tool, which must not be short of memory or wait for its collector.
    List<String> tool(String program, List<String> arguments) {
        return ours(TOOL, program, arguments);
    }

    /// The command line of the server, from its own jar and with what the JVM has learned of it, as
    /// `./foyer` runs it.
    List<String> server(List<String> arguments) throws IOException {
        var jar = jar();
        if (!Files.isRegularFile(jar)) {
            throw new BenchFailed("no " + jar + ": build it first");
        }
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(options);
        cache().ifPresent(
                        cache ->
                                command.addAll(
                                        List.of(
                                                "-XX:AOTCache=" + cache,
                                                "-Xlog:aot*=off",
                                                "-Xlog:cds*=off")));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /// The ahead-of-time cache of the jar and of this JDK, where the launcher names one and it is
    /// newer than the jar.
    Optional<Path> cache() throws IOException {
        var named = System.getProperty("foyer.cache", "");
        if (named.isEmpty() || !Files.isRegularFile(jar())) {
            return Optional.empty();
        }
        var cache = Path.of(named);
        boolean fits =
                Files.isRegularFile(cache)
                        && Files.getLastModifiedTime(cache)
                                        .compareTo(Files.getLastModifiedTime(jar()))
                                >= 0;
        return fits ? Optional.of(cache) : Optional.empty();
    }

    private Path jar() {
        return home.resolve("server").resolve("target").resolve("foyer.jar");
    }

    private static List<String> ours(List<String> options, String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(options);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program);
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> options(String script) {
        var found = OPTIONS.matcher(script);
        if (!found.find()) {
            throw new BenchFailed("the launcher ./foyer no longer names its java_options");
        }
        return List.of(found.group(1).split(" +", -1));
    }
}
