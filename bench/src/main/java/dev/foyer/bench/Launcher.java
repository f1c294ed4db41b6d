package dev.foyer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How `./foyer` runs a JVM. The options are read from the launcher itself, so that what is
/// measured is what is run.
record Launcher(Path home, List<String> options) {
    private static final Pattern OPTIONS =
            Pattern.compile("^java_options=\"([^\"]+)\"$", Pattern.MULTILINE);

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

    /// The command line of a program on our own class path.
    List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program);
        command.addAll(arguments);
        return command;
    }

    private static List<String> options(String script) {
        var found = OPTIONS.matcher(script);
        if (!found.find()) {
            throw new BenchFailed("the launcher ./foyer no longer names its java_options");
        }
        return List.of(found.group(1).split(" +", -1));
    }
}
