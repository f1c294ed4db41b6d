package dev.foyer.app;

import dev.foyer.json.Json;
import dev.foyer.management.CustomerRecord;

import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// JSON lines: one object on each line, in UTF-8. Empty lines are passed over.
///
/// What an import left in its `.refused.jsonl` is read as well: there the object stands under
/// `record`.
final class JsonLinesReader implements RecordReader {
    private static final int BUFFER = 256 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final Columns columns;
    private int filled;
    private int at;
    private long position;
    private long line;

    JsonLinesReader(Path file, Columns columns) throws IOException {
        this.in = Files.newInputStream(file);
        this.columns = columns;
        skipByteOrderMark();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        while (true) {
            var bytes = new ByteArrayOutputStream();
            if (!readLine(bytes)) {
                return Optional.empty();
            }
            line++;
            var text = bytes.toString(StandardCharsets.UTF_8);
            if (bytes.size() > CustomerRecord.LARGEST) {
                return Optional.of(
                        new Entry.Broken(line, "The line is longer than a record may be.", text));
            }
            if (!text.isBlank()) {
                return Optional.of(entry(bytes.toByteArray(), text));
            }
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Entry entry(byte[] bytes, String text) {
        try {
            if (!(Json.parse(bytes) instanceof ObjectNode object)) {
                return new Entry.Broken(line, "The line is no JSON object.", text);
            }
            var record = object.get("record") instanceof ObjectNode inner ? inner : object;
            return new Entry.Sound(line, columns.renamed(record));
        } catch (Json.Malformed e) {
            return new Entry.Broken(line, "The line is no JSON: " + e.getMessage(), text);
        }
    }

    /// Reads up to the end of the line, and keeps of it a little more than a record may have.
    private boolean readLine(ByteArrayOutputStream into) throws IOException {
        boolean any = false;
        while (fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int room = CustomerRecord.LARGEST + 1 - into.size();
            into.write(buffer, at, Math.min(room, end - at));
            position += end - at;
            at = end;
            if (end < filled) {
                at++;
                position++;
                return true;
            }
        }
        return any;
    }

    private void skipByteOrderMark() throws IOException {
        int mark = BYTE_ORDER_MARK.length;
        if (fill() && filled >= mark && Arrays.equals(buffer, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
            at = mark;
            position = mark;
        }
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            filled = Math.max(0, in.read(buffer));
            at = 0;
        }
        return filled > 0;
    }
}
