package dev.foyer.app;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.foyer.json.Json;
import dev.foyer.management.CustomerRecord;

import tools.jackson.databind.node.ObjectNode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Comma-separated values (RFC 4180) in UTF-8; the first line names the columns. An empty cell is
/// not given. `attributes` and `emails` hold JSON; a column `attributes.NAME` holds one attribute.
final class CsvRecordReader implements RecordReader {
    /// In characters; a record may have a sixteenth of it.
    private static final int LONGEST_RECORD = 16 * CustomerRecord.LARGEST;

    private final Counting bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> fields;
    private long line = 1;

    /// @throws BrokenFile where the first line does not name columns that we know
    CsvRecordReader(Path file, char separator, Columns columns) throws IOException {
        this.bytes = new Counting(Files.newInputStream(file));
        var text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        this.reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .maxBufferSize(LONGEST_RECORD)
                        .ofCsvRecord(text);
        this.records = reader.iterator();
        this.fields = fields(columns);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        var read = read();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        var cells = read.get().getFields();
        if (cells.size() != fields.size()) {
            return Optional.of(
                    broken(
                            cells,
                            "The line has %d cells, and the first line %d."
                                    .formatted(cells.size(), fields.size())));
        }
        try {
            return Optional.of(new Entry.Sound(line, record(cells)));
        } catch (Json.Malformed e) {
            return Optional.of(broken(cells, "A cell is no JSON: " + e.getMessage()));
        }
    }

    @Override
    public long position() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private List<String> fields(Columns columns) throws IOException {
        var heading = read().orElseThrow(() -> new BrokenFile("the file is empty")).getFields();
        var found = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        for (var cell : heading) {
            columns.field(withoutMark(cell)).ifPresentOrElse(found::add, () -> unknown.add(cell));
        }
        if (!unknown.isEmpty()) {
            var first = unknown.getFirst();
            throw new BrokenFile(
                    "unknown columns "
                            + unknown
                            + ": name them with --map, such as --map '%s=email', or pass them over with '%s=-'"
                                    .formatted(first, first)
                            + "; fields are "
                            + Columns.fields());
        }
        var named = found.stream().filter(name -> !name.isEmpty()).toList();
        if (new HashSet<>(named).size() < named.size()) {
            throw new BrokenFile("two columns have one name: " + named);
        }
        return found;
    }

    private Optional<CsvRecord> read() throws IOException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            var next = records.next();
            line = next.getStartingLineNumber();
            return Optional.of(next);
        } catch (CsvParseException e) {
            throw new BrokenFile("the file breaks off after line " + line + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new BrokenFile("the file is not UTF-8, some way after line " + line);
            }
            throw e.getCause();
        }
    }

    private ObjectNode record(List<String> cells) throws Json.Malformed {
        var record = Json.object();
        for (int i = 0; i < cells.size(); i++) {
            var field = fields.get(i);
            var cell = Formula.unguard(cells.get(i));
            if (field.isEmpty() || cell.isEmpty()) {
                continue;
            }
            if (field.startsWith(Columns.ATTRIBUTE)) {
                attributes(record).put(field.substring(Columns.ATTRIBUTE.length()), cell);
            } else if (field.equals("attributes") && Json.parse(cell) instanceof ObjectNode told) {
                attributes(record).setAll(told);
            } else if (CustomerRecord.NESTED.contains(field)) {
                record.set(field, Json.parse(cell));
            } else {
                record.put(field, cell);
            }
        }
        return record;
    }

    private static ObjectNode attributes(ObjectNode record) {
        return record.get("attributes") instanceof ObjectNode present
                ? present
                : record.putObject("attributes");
    }

    private Entry broken(List<String> cells, String reason) {
        return new Entry.Broken(line, reason, Json.text(Json.node(cells)));
    }

    /// Some programs begin a file with a byte order mark.
    private static String withoutMark(String cell) {
        return cell.startsWith("\uFEFF") ? cell.substring(1) : cell;
    }

    /// Counts what is read.
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            count += Math.max(0, read);
            return read;
        }
    }
}
