package dev.foyer.app;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/// In what form customers stand in a file: as its name says, or as the operator does.
final class FileForm {
    /// The two that are read and written.
    enum Name {
        JSONL,
        CSV
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl or csv; else by the name of FILE.")
    private @Nullable Name name;

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description = "Between the cells of CSV; a comma by default.")
    private char delimiter = ',';

    RecordReader reader(Path file, Columns columns) throws IOException {
        return switch (nameFor(file)) {
            case JSONL -> new JsonLinesReader(file, columns);
            case CSV -> new CsvRecordReader(file, delimiter, columns);
        };
    }

    /// @param beginning whether nothing stands in the file yet
    RecordWriter writer(Path file, OutputStream out, boolean beginning) {
        return switch (nameFor(file)) {
            case JSONL -> new JsonLinesWriter(out);
            case CSV -> new CsvRecordWriter(out, delimiter, beginning);
        };
    }

    Name nameFor(Path file) {
        if (name != null) {
            return name;
        }
        var text = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return text.endsWith(".csv") ? Name.CSV : Name.JSONL;
    }

    char delimiter() {
        return delimiter;
    }
}
