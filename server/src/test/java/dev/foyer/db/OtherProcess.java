package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [Holder] in a process of its own.
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private OtherProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static OtherProcess start(Path folder) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), folder);
    }

    /// @param prefix stands before the command
    static OtherProcess start(List<String> prefix, String classPath, Path folder)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.addAll(List.of(Holder.class.getName(), folder.toString()));
        return new OtherProcess(
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /// The line that says how it went.
    String said() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("STARTED ") || line.startsWith("REFUSED ")) {
                return line;
            }
        }
        return "ended without a word";
    }

    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /// Lets it stop its database and end.
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }
}
