package dev.foyer.app;

import dev.foyer.json.Json;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `FILE.refused.jsonl` and `FILE.skipped.jsonl`: what an import left out, with line and reason, in
/// a form that an import reads again once it is mended. They hold password hashes, hence 0600. Open
/// for one process at a time.
final class LeftOut implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final StringBuilder draft = new StringBuilder();

    /// Goes on behind what is known to stand in the file.
    ///
    /// @throws RecordReader.BrokenFile where another process has it open
    LeftOut(Path imported, String suffix, long length) throws IOException {
        this.file = PrivateFile.beside(imported, suffix);
        this.channel = PrivateFile.open(file);
        try {
            if (channel.tryLock() == null) {
                throw new RecordReader.BrokenFile("another process imports this file");
            }
            channel.truncate(length);
            channel.position(channel.size());
        } catch (IOException | OverlappingFileLockException e) {
            channel.close();
            throw e;
        }
    }

    void add(RecordReader.Entry entry, String reason) {
        var line = Json.object().put("line", entry.line()).put("reason", reason);
        switch (entry) {
            case RecordReader.Entry.Sound(_, var record) -> line.set("record", record);
            case RecordReader.Entry.Broken(_, _, var text) -> line.put("text", text);
        }
        draft.append(Json.text(line)).append('\n');
    }

    /// Writes what was added, down to the disk: whoever notes afterwards that these records are
    /// done must not be believed alone.
    ///
    /// @return the length of the file after it
    long flush() throws IOException {
        if (draft.isEmpty()) {
            return channel.position();
        }
        var bytes = ByteBuffer.wrap(draft.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        draft.setLength(0);
        channel.force(false);
        return channel.position();
    }

    Path file() {
        return file;
    }

    /// An empty file is removed.
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.size() == 0) {
                Files.deleteIfExists(file);
            }
        }
    }
}
