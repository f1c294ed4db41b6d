package dev.foyer.db;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/// The file PostgreSQL writes its complaints to: bounded, and quoted when a start fails.
///
/// PostgreSQL appends to the file and keeps it open, so a full log is copied aside and emptied
/// rather than renamed; lines written in between may be lost. Two files of [#LIMIT] bytes remain,
/// and what comes in between two looks at their size.
record PostgresLog(PostgresFolder folder) {
    /// Room for some 80,000 lines of 100 bytes.
    private static final long LIMIT = 8L << 20;

    private static final int TAIL_BYTES = 8 << 10;
    private static final int TAIL_LINES = 4;

    /// The size of the file, which is made at first: readable by its owner alone, because a
    /// statement that failed is quoted in it.
    long size() throws IOException {
        if (Files.notExists(folder.log())) {
            Disk.writePrivately(folder.log(), "");
        }
        return Files.size(folder.log());
    }

    void keepSmall() throws IOException {
        if (size() <= LIMIT) {
            return;
        }
        Files.copy(
                folder.log(),
                folder.olderLog(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        try (var channel = FileChannel.open(folder.log(), CREATE, WRITE)) {
            channel.truncate(0);
        }
    }

    /// The last lines written after the place given, as one line; the reason is among them.
    String since(long place) {
        return tail(folder.log(), place);
    }

    static String tail(Path file, long since) {
        try (var channel = FileChannel.open(file, READ)) {
            var begin = Math.max(Math.min(since, channel.size()), channel.size() - TAIL_BYTES);
            var bytes = ByteBuffer.allocate((int) (channel.size() - begin));
            channel.read(bytes, begin);
            var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            var lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
            return lines.isEmpty() ? "it wrote nothing" : joined(lines);
        } catch (IOException e) {
            return "its output in " + file + " cannot be read: " + e.getMessage();
        }
    }

    private static String joined(List<String> lines) {
        return lines.stream()
                .skip(Math.max(0, lines.size() - TAIL_LINES))
                .collect(Collectors.joining(" | "));
    }
}
